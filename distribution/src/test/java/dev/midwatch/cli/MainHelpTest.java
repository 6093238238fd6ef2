package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainHelpTest {
    @Test
    void saysWhatTheExitCodesMean() {
        assertThat(Main.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF))
                .containsSubsequence(
                        "Exit codes:",
                        "0     done",
                        "1     could not do it",
                        "2     usage or configuration",
                        "3     scan found something at or above --fail-on",
                        "4     chat -q said what is broken without a model",
                        "130   interrupted",
                        "143   asked to stop (SIGTERM), and stopped in order");
    }

    @Test
    void endsWithTwoWhenTheCommandLineIsWrong() {
        assertThat(Main.run("no-such-command")).isEqualTo(2);
    }
}
