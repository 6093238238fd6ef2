package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/cli.md is what the commands say of themselves; {@code -Dmidwatch.docs=write} writes it anew. */
class CliPageTest {
    private static final Path PAGE = Path.of("..", "docs", "cli.md");

    @Test
    void tellsEveryCommandWithEverythingItTakes() throws IOException {
        CommandLine root = CommandTree.whole();
        String page = CliPage.of(root);
        if (System.getProperty("midwatch.docs", "").equals("write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
        assertThat(page).doesNotContain("${", "$$");
        root.getSubcommands()
                .values()
                .forEach(command -> assertThat(page)
                        .contains("\n## " + command.getCommandSpec().qualifiedName() + "\n"));
    }
}
