package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTreeTest {
    @Test
    void buildsOnlyWhatTheArgumentsName() {
        CommandLine root = CommandTree.of("findings", "list", "--home", "cron");

        assertThat(root.getSubcommands()).containsOnlyKeys("findings");
        assertThat(root.getSubcommands().get("findings").getSubcommands()).containsOnlyKeys("list");
    }

    @Test
    void listsTheSameCommandsAsTheWholeTreeAtEveryLevel() {
        CommandLine whole = CommandTree.whole();
        for (List<String> path : paths(whole, List.of())) {
            List<String> asked = new ArrayList<>(path);
            asked.add("--help");

            assertThat(said(CommandTree.of(asked.toArray(String[]::new)), asked))
                    .as("%s", asked)
                    .isEqualTo(said(whole, asked))
                    .startsWith("0 Usage: ");
        }
    }

    @Test
    void findsACommandThatDoesNotComeFirst() {
        CommandLine root = CommandTree.of("-h", "cron", "list");

        assertThat(root.getSubcommands().get("cron").getSubcommands()).containsKeys("list", "create");
        assertThat(root.getSubcommands()).hasSameSizeAs(CommandTree.whole().getSubcommands());
    }

    @Test
    void saysWhatMayHaveBeenMeant() {
        assertThat(said(Main.commandLine("fidnings", "list"), List.of("fidnings", "list")))
                .startsWith("2 ")
                .contains("Did you mean: midwatch findings");
        assertThat(said(Main.commandLine("findings", "silencs"), List.of("findings", "silencs")))
                .startsWith("2 ")
                .contains("findings silence or findings silences");
    }

    @Test
    void leavesWhatAFileOfArgumentsSaysToPicocli() {
        assertThat(CommandTree.of("@arguments").getSubcommands().get("cron").getSubcommands())
                .containsKey("list");
    }

    private static List<List<String>> paths(CommandLine line, List<String> path) {
        List<List<String>> all = new ArrayList<>(List.of(path));
        for (Map.Entry<String, CommandLine> child : line.getSubcommands().entrySet()) {
            if (child.getValue().getCommandSpec().optionsMap().containsKey("--help")) {
                List<String> below = new ArrayList<>(path);
                below.add(child.getKey());
                all.addAll(paths(child.getValue(), below));
            }
        }
        return all;
    }

    private static String said(CommandLine line, List<String> arguments) {
        StringWriter text = new StringWriter();
        line.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        int exit = line.execute(arguments.toArray(String[]::new));
        return exit + " " + text;
    }
}
