package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The scripts that {@code completion} prints are what the commands say of themselves; {@code -Dmidwatch.docs=write} writes them anew. */
class CompletionScriptsTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/midwatch/cli");

    private final CommandLine root = CommandTree.whole();

    @Test
    void bashAndZshCompleteEveryCommandThereIs() throws IOException {
        isMadeOfTheCommands("completion.bash", CompletionScripts.bash(root));
    }

    @Test
    void fishCompletesEveryCommandThereIs() throws IOException {
        isMadeOfTheCommands("completion.fish", CompletionScripts.fish(root));
    }

    private static void isMadeOfTheCommands(String file, String script) throws IOException {
        Path path = FOLDER.resolve(file);
        if (System.getProperty("midwatch.docs", "").equals("write")) {
            Files.writeString(path, script);
        }
        assertThat(Files.readString(path)).isEqualTo(script);
    }
}
