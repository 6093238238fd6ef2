package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private final Channels channels = new Channels(
            List.of(new ScriptedChannel("console"), new ScriptedChannel("discord")),
            Map.of("oncall", new ScriptedChannel("webhook")));

    private List<String> targets(String list) {
        return channels.resolve(list, Optional.of("discord:77")).stream()
                .map(Channels.Destination::target)
                .toList();
    }

    @Test
    void readsTargets() {
        assertThat(targets("discord")).containsExactly("discord");
        assertThat(targets("discord:#alerts, webhook:oncall,discord:#alerts"))
                .containsExactly("discord:#alerts", "webhook:oncall");
        assertThat(targets("all")).containsExactly("console", "discord", "webhook:oncall");
        assertThat(targets("origin")).containsExactly("discord:77");
        assertThat(channels.resolve("origin", Optional.empty()))
                .extracting(Channels.Destination::target)
                .containsExactly("console");
        assertThat(targets("local")).isEmpty();
        assertThat(targets("local,console")).containsExactly("console");
    }

    @Test
    void eachWebhookHasALaneOfItsOwn() {
        assertThat(channels.resolve("discord:#a,webhook:oncall", Optional.empty()))
                .extracting(Channels.Destination::lane)
                .containsExactly("discord", "webhook:oncall");
    }

    @Test
    void onlyTheTerminalIsTheConsoleWhateverItsName() {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Channels real = new Channels(
                List.of(new ConsoleChannel(out, Optional.empty(), "anna", false), new ScriptedChannel("discord")),
                Map.of());
        assertThat(real.isConsole("console")).isTrue();
        assertThat(real.isConsole("discord")).isFalse();
        assertThat(real.isConsole("console:anna")).isFalse();
        assertThat(channels.isConsole("console"))
                .as("another channel of that name")
                .isFalse();
    }

    @Test
    void saysWhatIsWrongWithATarget() {
        assertThat(channels.problem("discord:#a,local,all")).isEmpty();
        assertThat(channels.problem("console,discrod:#a"))
                .contains("there is no channel \"discrod\" (did you mean \"discord\"?)");
        assertThat(channels.problem("webhook:oncal"))
                .contains("there is no channel \"webhook:oncal\" (did you mean \"webhook:oncall\"?)");
        assertThat(channels.problem("telegram"))
                .contains(
                        "there is no channel \"telegram\" (known: all, console, discord, local, origin, webhook:oncall)");
    }
}
