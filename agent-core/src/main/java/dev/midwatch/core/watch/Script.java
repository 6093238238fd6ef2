package dev.midwatch.core.watch;

import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.job.JobDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A job's {@code script}: an executable file of the operator's in {@code scripts/} of the data directory, run before the model is asked,
 * in the job's {@code workdir}. What it prints is shown to the model as data. Only the operator's own hand puts a file there; it gets
 * none of Midwatch's credentials.
 */
final class Script {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_OUTPUT = 4_000;

    private final Path home;
    private final Duration longest;

    Script(Path home) {
        this(home, LONGEST);
    }

    Script(Path home, Duration longest) {
        this.home = home;
        this.longest = longest;
    }

    /** What the job's script says; nothing if it has none. A script that fails says that instead, so that the model can tell. */
    Optional<Evidence> of(JobDefinition job) {
        return job.script().map(name -> new Evidence("script output", said(job, name)));
    }

    private String said(JobDefinition job, String name) {
        Path folder = home.resolve("scripts");
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file) || !Files.isExecutable(file)) {
            return "(not run: there is no executable file scripts/%s in the data directory)".formatted(name);
        }
        Path directory = job.workdir().map(home::resolve).orElse(home);
        if (!Files.isDirectory(directory)) {
            return "(not run: its workdir %s is no directory)".formatted(directory);
        }
        try {
            return run(file, directory, job.name());
        } catch (IOException e) {
            return "(not run: %s)".formatted(e.getMessage());
        }
    }

    private String run(Path file, Path directory, String job) throws IOException {
        Path output = Files.createTempFile("midwatch-script", ".out");
        try {
            ProcessBuilder command = new ProcessBuilder(file.toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            Map<String, String> environment = command.environment();
            environment.keySet().retainAll(Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR"));
            environment.put("MIDWATCH_JOB", job);
            Process process = command.start();
            boolean ended = ended(process);
            String text = head(output);
            if (!ended) {
                return text + "\n(stopped after %d s)".formatted(longest.toSeconds());
            }
            return process.exitValue() == 0
                    ? text
                    : text + "\n(ended with exit code %d)".formatted(process.exitValue());
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private boolean ended(Process process) {
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String head(Path output) {
        try (var in = Files.newInputStream(output)) {
            String text = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            return Files.size(output) > MOST_OUTPUT ? text + "\n… (cut)" : text;
        } catch (IOException e) {
            throw new UncheckedIOException("what the script said cannot be read", e);
        }
    }
}
