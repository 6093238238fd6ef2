package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    @TempDir
    Path home;

    @Test
    void showsWhatItPrintsInItsDirectory() throws IOException {
        Files.createDirectories(home.resolve("work"));
        write("where.sh", "pwd; echo \"for $MIDWATCH_JOB\"; echo late >&2");

        assertThat(said("where.sh", "work")).contains("/work\n", "for nightly\n", "late\n");
    }

    @Test
    void givesItNoneOfOurVariables() throws IOException {
        write("env.sh", "env");

        assertThat(said("env.sh", null)).contains("PATH=").doesNotContain("JAVA", "MAVEN", "OPENAI");
    }

    @Test
    void saysThatItFailed() throws IOException {
        write("fails.sh", "echo half; exit 3");

        assertThat(said("fails.sh", null)).isEqualTo("half\n\n(ended with exit code 3)");
    }

    @Test
    void stopsOneThatHangs() throws IOException {
        write("hangs.sh", "echo begun; sleep 600");

        assertThat(said("hangs.sh", null)).startsWith("begun").contains("stopped");
    }

    @Test
    void cutsALongOutput() throws IOException {
        write("long.sh", "i=0; while [ $i -lt 3000 ]; do echo line; i=$((i+1)); done");

        assertThat(said("long.sh", null)).hasSizeLessThan(4_100).endsWith("… (cut)");
    }

    @Test
    void runsNothingOutsideTheScriptsFolder() throws IOException {
        write("../outside.sh", "echo no");

        assertThat(said("../outside.sh", null)).startsWith("(not run: there is no executable file");
    }

    @Test
    void saysThatThereIsNoneOfThatName() {
        assertThat(said("missing.sh", null)).startsWith("(not run");
    }

    private void write(String name, String commands) throws IOException {
        Path file = Files.createDirectories(home.resolve("scripts")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String said(String script, String workdir) {
        Map<String, Object> fields = new HashMap<>(Map.of("name", "nightly", "schedule", "1h", "prompt", "x"));
        fields.put("script", script);
        fields.put("workdir", workdir);
        JobDefinition job = JobCatalog.open(home.resolve("jobs.json"), Clock.systemUTC(), ZoneOffset.UTC)
                .create(fields);
        Duration longest = Duration.ofSeconds(script.startsWith("hangs") ? 2 : 30);
        return new Script(home, longest).of(job).map(Evidence::text).orElseThrow();
    }
}
