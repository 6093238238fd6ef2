package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigTest {
    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void writeAGoodFile() throws IOException {
        home = new Home(directory);
        write("agent: {max_turns: 3}");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(home.config(), yaml);
    }

    private LiveConfig live() {
        return new LiveConfig(
                home, Map.of(), Map.of(), config -> config.sections().requireKnown(List.of()));
    }

    /** As two ticks do. */
    private static LiveConfig.Change look(LiveConfig live) {
        LiveConfig.Change first = live.refresh();
        return first == LiveConfig.Change.NONE ? live.refresh() : first;
    }

    @Test
    void aFileThatIsJustBeingSavedIsNotTaken() throws IOException {
        LiveConfig live = live();
        write("");
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.NONE);
        write("agent: {max_turns: 4}");
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.NONE);
        assertThat(live.current().agent().maxTurns()).isEqualTo(3);
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.TAKEN);
        assertThat(live.current().agent().maxTurns()).isEqualTo(4);
    }

    @Test
    void aFileThatIsGoneDoesNotMeanEveryDefault() throws IOException {
        LiveConfig live = live();
        Files.delete(home.config());
        assertThat(look(live)).isEqualTo(LiveConfig.Change.REFUSED);
        assertThat(live.current().agent().maxTurns()).isEqualTo(3);
        assertThat(live.broken().orElseThrow()).hasMessageContaining("is gone");
    }

    @Test
    void takesAGoodEdit() throws IOException {
        LiveConfig live = live();
        assertThat(look(live)).isEqualTo(LiveConfig.Change.NONE);
        write("agent: {max_turns: 4}");
        assertThat(look(live)).isEqualTo(LiveConfig.Change.TAKEN);
        assertThat(live.current().agent().maxTurns()).isEqualTo(4);
    }

    @Test
    void keepsTheLastGoodSetAndSaysABadEditOnce() throws IOException {
        LiveConfig live = live();
        write("agent: {max_turns: four}");
        assertThat(look(live)).isEqualTo(LiveConfig.Change.REFUSED);
        assertThat(look(live)).isEqualTo(LiveConfig.Change.NONE);
        assertThat(live.current().agent().maxTurns()).isEqualTo(3);
        assertThat(live.broken())
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("\"four\"");

        write("agent: {max_turns: 3}");
        assertThat(look(live)).isEqualTo(LiveConfig.Change.TAKEN);
        assertThat(live.broken()).isEmpty();
    }

    @Test
    void whatMustHoldBesidesIsAskedToo() throws IOException {
        LiveConfig live = live();
        write("agnet: {}");
        assertThat(look(live)).isEqualTo(LiveConfig.Change.REFUSED);
        assertThat(live.broken().orElseThrow()).hasMessageContaining("did you mean \"agent\"?");
    }

    @Test
    void whatCouldNotBeTakenIsJudgedAgainWhenWhatItNeedsHasCome() throws IOException {
        Set<String> plugins = new HashSet<>();
        LiveConfig live = new LiveConfig(
                home, Map.of(), Map.of(), config -> config.sections().requireKnown(plugins));
        write("acme: {}");
        assertThat(look(live)).isEqualTo(LiveConfig.Change.REFUSED);
        live.lookAgain();
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.REFUSED);
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.NONE);

        plugins.add("acme");
        live.lookAgain();
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.TAKEN);
        live.lookAgain();
        assertThat(live.refresh()).isEqualTo(LiveConfig.Change.NONE);
    }

    @Test
    void aChangedVariableFileCountsAsAnEdit() throws IOException {
        LiveConfig live = live();
        Files.writeString(home.env(), "API_SERVER_PORT=1234\n");
        assertThat(look(live)).isEqualTo(LiveConfig.Change.TAKEN);
        assertThat(live.current().apiServer().port()).isEqualTo(1234);
    }

    @Test
    void doesNotBeginWithABadSet() throws IOException {
        write("agent: [");
        assertThatThrownBy(this::live).isInstanceOf(ConfigException.class);
    }
}
