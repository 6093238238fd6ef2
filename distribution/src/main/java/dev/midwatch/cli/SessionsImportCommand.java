package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.session.Transcript;
import dev.midwatch.core.session.TranscriptReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Keep sessions that were had elsewhere: JSON lines of messages as OpenAI's API has them, or of an export.")
final class SessionsImportCommand implements Callable<Integer> {
    private static final String FROM = "jsonl";

    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "FILE", description = "JSON lines: a message each, or a session with its messages each.")
    private Path file;

    @Option(names = "--dry-run", description = "Say what would be kept, and keep nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            List<Map<String, Object>> rows = new ArrayList<>();
            // All of it is read before any is kept: a file with a broken line brings nothing.
            read(transcript -> rows.add(row(transcript, dryRun ? "would be kept" : "")));
            if (!dryRun) {
                rows.clear();
                read(transcript -> {
                    Optional<Session> kept = sessions.keep(FROM, transcript);
                    rows.add(row(
                            transcript, kept.map(one -> "kept as " + one.id()).orElse("kept before")));
                });
            }
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("name", "title", "turns", "started", "result"),
                            rows,
                            "no sessions in that file");
            return 0;
        }
    }

    private void read(Consumer<Transcript> each) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            TranscriptReader.read(file.toString(), lines, Instant.now(), each);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw CliException.failed(e.getMessage());
        }
    }

    private static Map<String, Object> row(Transcript transcript, String result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", transcript.name());
        row.put("title", transcript.title());
        row.put("turns", transcript.turns().size());
        row.put("started", transcript.started().toString());
        row.put("result", result);
        return row;
    }
}
