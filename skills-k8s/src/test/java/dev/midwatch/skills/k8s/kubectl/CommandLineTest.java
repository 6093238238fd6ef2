package dev.midwatch.skills.k8s.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static CommandLine parse(String words) throws UsageException {
        return CommandLine.parse(List.of(words.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"-n shop", "-nshop", "-n=shop", "--namespace shop", "--namespace=shop"})
    void readsAFlagInEveryFormOfIt(String words) throws Exception {
        assertThat(parse("pods " + words)).isEqualTo(new CommandLine(List.of("pods"), Map.of(Flag.NAMESPACE, "shop")));
    }

    @Test
    void readsLettersThatStandTogether() throws Exception {
        assertThat(parse("-Aowide pods").flags()).isEqualTo(Map.of(Flag.ALL_NAMESPACES, "true", Flag.OUTPUT, "wide"));
        assertThat(parse("-Ao wide pods").arguments()).containsExactly("pods");
    }

    @Test
    void takesASwitchThatIsSetToFalseForUnset() throws Exception {
        assertThat(parse("--show-labels=false").has(Flag.SHOW_LABELS)).isFalse();
        assertThat(parse("-A=false").namespace()).isEqualTo("default");
    }

    @Test
    void asksInTheDefaultNamespaceUnlessTold() throws Exception {
        assertThat(parse("pods").namespace()).isEqualTo("default");
        assertThat(parse("pods -A").namespace()).isEmpty();
    }

    @Test
    void readsNumbersAndDurations() throws Exception {
        assertThat(parse("--tail=20").number(Flag.TAIL)).contains(20);
        assertThat(parse("--since=1h30m").duration(Flag.SINCE)).contains(Duration.ofMinutes(90));
        assertThatThrownBy(() -> parse("--tail=many").number(Flag.TAIL)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> parse("--since=2days").duration(Flag.SINCE)).hasMessageContaining("30s, 10m or 2h");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--colour")).hasMessage("unknown flag: --colour");
        assertThatThrownBy(() -> parse("-Z")).hasMessage("unknown shorthand flag: 'Z' in -Z");
        assertThatThrownBy(() -> parse("pods -n")).hasMessage("flag needs an argument: -n");
    }
}
