package dev.midwatch.core.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole output of every run, {@code cron/output/<job>/<time>.md}; the newest of each job are kept. */
public final class RunOutputs {
    private static final Logger log = LoggerFactory.getLogger(RunOutputs.class);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLI =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final int retention;

    public RunOutputs(Path directory, int retention) {
        this.directory = directory;
        this.retention = retention;
    }

    /**
     * Keeps the output of a run. A full disk must not turn a report into a failure, so then it only says so in the log.
     *
     * @return where, relative to the directory; empty if it could not be kept
     */
    Optional<String> keep(JobRun run, RunResult result, Instant finished) {
        Path folder = directory.resolve(run.job().name());
        Path file = folder.resolve(fileName(run));
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text(run, result, finished));
            prune(folder);
            return Optional.of(run.job().name() + "/" + file.getFileName());
        } catch (IOException e) {
            log.warn("the output of {} could not be kept: {}", run.job().name(), e.toString());
            return Optional.empty();
        }
    }

    /** The newest output of a job, for those that build on it. */
    public Optional<String> latest(String job) throws IOException {
        List<Path> files = newestFirst(directory.resolve(job));
        return files.isEmpty() ? Optional.empty() : Optional.of(Files.readString(files.get(0)));
    }

    /** What is kept under that name; empty if it is not any more. */
    public Optional<String> read(String kept) throws IOException {
        Path file = directory.resolve(kept).normalize();
        return file.startsWith(directory.normalize()) && Files.isRegularFile(file)
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }

    private void prune(Path folder) throws IOException {
        for (Path old : newestFirst(folder).stream().skip(retention).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private static List<Path> newestFirst(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d.*\\.md"))
                    .sorted(Comparator.comparing(RunOutputs::moment).reversed())
                    .toList();
        }
    }

    /** Without its end, so that a second attempt comes after the first. */
    private static String moment(Path file) {
        return file.getFileName().toString().replaceFirst("\\.md$", "");
    }

    private static String fileName(JobRun run) {
        boolean whole = run.scheduled().toEpochMilli() % 1000 == 0;
        return (whole ? SECOND : MILLI).format(run.scheduled())
                + "Z"
                + (run.attempt() > 1 ? "-" + run.attempt() : "")
                + ".md";
    }

    private static String text(JobRun run, RunResult result, Instant finished) {
        StringBuilder text = new StringBuilder();
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
        text.append("# ").append(run.job().name()).append(": ").append(outcome);
        text.append("\n\n- due ").append(run.scheduled());
        text.append("\n- ran ").append(run.started()).append(" to ").append(finished);
        run.lateNote().ifPresent(note -> text.append("\n- ").append(note));
        line(text, "looked at ", result.facts().lookedAt());
        line(text, "not seen: ", result.facts().notSeen());
        long tokens = result.facts().tokensIn() + result.facts().tokensOut();
        line(text, "tokens ", tokens == 0 ? "" : String.valueOf(tokens));
        if (!result.text().isBlank()) {
            text.append("\n\n").append(result.text().strip());
        }
        return text.append("\n").toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isBlank()) {
            text.append("\n- ").append(label).append(value);
        }
    }
}
