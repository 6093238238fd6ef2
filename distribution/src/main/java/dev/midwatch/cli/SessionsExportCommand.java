package dev.midwatch.cli;

import dev.midwatch.api.store.Session;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.session.Transcript;
import dev.midwatch.core.session.TranscriptText;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write sessions to files, as Markdown for people or as JSON lines for programs.")
final class SessionsExportCommand implements Callable<Integer> {
    /** How a session is written; the name is the file's ending. */
    enum Form {
        md,
        jsonl
    }

    @Mixin
    private GlobalOptions global;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "The sessions, or the beginning or the end of their ids.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "Every session there is.")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "md",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form;

    @Option(
            names = "--to",
            paramLabel = "PATH",
            description = "A file, a directory, or - for standard output (default: sessions/ in the data directory).")
    private Optional<String> to = Optional.empty();

    @Option(names = "--force", description = "Write over files that are there.")
    private boolean force;

    @Override
    public Integer call() {
        if (all == !ids.isEmpty()) {
            throw CliException.usage("say which: an ID, or --all, not both");
        }
        try (Workspace workspace = Workspace.of(global)) {
            SessionDatabase sessions = workspace.sessions();
            SessionRows rows = new SessionRows(sessions);
            List<String> wanted = all
                    ? sessions.recent(Integer.MAX_VALUE).stream()
                            .map(Session::id)
                            .toList()
                    : ids.stream().map(id -> rows.get(id).id()).toList();
            Path given = Path.of(to.orElse(workspace.home().sessions().toString()));
            if (wanted.size() > 1 && to.isPresent() && !to.get().equals("-") && !Files.isDirectory(given)) {
                throw CliException.usage(
                        "--to: %s is not a directory, and several sessions are to be written".formatted(given));
            }
            for (String id : wanted) {
                sessions.transcript(id).ifPresent(transcript -> export(transcript, given));
            }
            return 0;
        }
    }

    private void export(Transcript transcript, Path given) {
        String text = form == Form.md ? TranscriptText.markdown(transcript) : TranscriptText.jsonl(transcript);
        if (to.filter("-"::equals).isPresent()) {
            global.terminal().line(text.stripTrailing());
            return;
        }
        Path file = (Files.isDirectory(given) ? given.resolve(transcript.name() + "." + form) : given).toAbsolutePath();
        if (Files.exists(file) && !force) {
            throw CliException.failed("%s is there already; --force writes over it".formatted(file));
        }
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
        global.terminal().line(file.toString());
    }
}
