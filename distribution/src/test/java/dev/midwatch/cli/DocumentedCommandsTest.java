package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.docs.MarkdownPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command that a page names exists, with the options it is given, also where the page's block cannot be run. */
class DocumentedCommandsTest {
    /** From the program's name to what ends a command in a shell. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|[|;&(]|-- )\\s*(?:\\./)?midwatch((?: +(?:\"[^\"]*\"|'[^']*'|[^\\s\"'|;&<>#)]+))*)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Test
    void existWithTheirOptions() throws IOException {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                if (block.isShell()) {
                    for (List<String> command : commands(block.text())) {
                        commands++;
                        refusal(command)
                                .ifPresent(why -> wrong.add("%s:%d: %s: %s"
                                        .formatted(page.file(), block.line(), command, why.getMessage())));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(60);
    }

    /** There it may go without what it needs; one that has an ellipsis in it is only spoken of. */
    @Test
    void existAlsoWhereASentenceNamesThem() throws IOException {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String span : page.spans()) {
                for (List<String> command : span.contains("…") ? List.<List<String>>of() : commands(span)) {
                    commands++;
                    refusal(command)
                            .filter(why -> !(why instanceof MissingParameterException))
                            .ifPresent(why -> wrong.add("%s: `%s`: %s".formatted(page.file(), span, why.getMessage())));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(60);
    }

    private static List<List<String>> commands(String block) {
        return block.replace("\\\n", " ")
                .lines()
                .flatMap(line -> COMMAND.matcher(line).results())
                .map(command -> WORD.matcher(command.group(1))
                        .results()
                        .map(DocumentedCommandsTest::word)
                        .toList())
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static String word(MatchResult word) {
        return word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
    }

    private static Optional<ParameterException> refusal(List<String> command) {
        String[] arguments = command.toArray(String[]::new);
        try {
            CommandLine line = Main.commandLine(arguments);
            line.parseArgs(arguments);
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e);
        }
    }
}
