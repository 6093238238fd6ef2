package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide tells people to type. */
class GuideTest {
    @Test
    void worksAsItIsWritten(@TempDir Path directory) throws Exception {
        List<String> blocks = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "api.md")))
                .results()
                .map(found -> found.group(1))
                .filter(block -> !block.startsWith("export"))
                .toList();
        assertThat(blocks).hasSize(3);
        String script = blocks.stream().collect(Collectors.joining("\necho\n", "set -eu\n", ""));
        try (Stage stage = Stage.demo(directory).minutes(30);
                Gateway gateway = Gateway.of(stage.view())) {
            String said = run(directory, script, gateway.port());
            assertThat(said)
                    .contains("\"last_look\"", "CrashLoopBackOff", "every 15 minutes", "night-look", "every 30m");
            assertThat(stage.view().findings().silences()).hasSize(1);
            assertThat(stage.view().jobs().get("night-look").schedule()).isEqualTo("every 30m");
            assertThat(said).contains("\"done\":true");
        }
    }

    private static String run(Path directory, String script, int port) throws IOException, InterruptedException {
        File said = directory.resolve("said").toFile();
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).redirectOutput(said);
        shell.environment().put("MIDWATCH_API", "http://127.0.0.1:" + port);
        shell.environment().put("MIDWATCH_KEY", Gateway.APPROVER);
        Process process = shell.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said.toPath());
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
