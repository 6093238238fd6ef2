package dev.midwatch.cli;

import dev.midwatch.cli.hermes.HermesImport;
import dev.midwatch.cli.hermes.Takeover;
import dev.midwatch.core.agent.AgentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "hermes",
        mixinStandardHelpOptions = true,
        description = {
            "Take over config.yaml, .env, SOUL.md, memories, skills, jobs and exported sessions of Hermes.",
            "Says what would be taken, changed and left, and writes nothing without --apply."
        })
final class ImportHermesCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "DIR", description = "Its home, ~/.hermes as a rule.")
    private Path directory;

    @Option(names = "--apply", description = "Do it.")
    private boolean apply;

    @Option(
            names = "--force",
            description = "Also over files and jobs that an operator made here; a copy is kept beside each.")
    private boolean force;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            show(takeover(workspace));
            return 0;
        }
    }

    private Takeover takeover(Workspace workspace) {
        HermesImport importing = new HermesImport(
                workspace.home(),
                workspace.sessions(),
                workspace.kernel().get(AgentSettings.class).memory(),
                workspace.checks().stream().map(one -> one.check().name()).toList(),
                workspace.plugins().skills().stream()
                        .flatMap(skill -> skill.jobs().stream())
                        .toList(),
                workspace.plugins().sectionNames(),
                workspace.config().timezone(),
                Clock.systemUTC());
        // The jobs that plugins bring are there before others come.
        workspace.jobs();
        try {
            return importing.from(directory, apply, force);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be taken over".formatted(directory), e);
        }
    }

    private void show(Takeover takeover) {
        Terminal terminal = global.terminal();
        if (global.output() != OutputFormat.table) {
            terminal.value(
                    global.output(),
                    takeover.items().stream().map(ImportHermesCommand::row).toList());
        } else {
            for (Takeover.Fate fate : Takeover.Fate.values()) {
                people(terminal, fate, takeover);
            }
        }
        if (!apply) {
            terminal.note("nothing was written; --apply does it");
        }
    }

    private static void people(Terminal terminal, Takeover.Fate fate, Takeover takeover) {
        List<Takeover.Item> items =
                takeover.items().stream().filter(item -> item.fate() == fate).toList();
        terminal.line(terminal.bold("%s (%d)".formatted(fate, items.size())));
        items.forEach(item -> terminal.line("  " + item.what() + (item.why().isEmpty() ? "" : ": " + item.why())));
    }

    private static Map<String, Object> row(Takeover.Item item) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fate", item.fate().name().toLowerCase(Locale.ROOT));
        row.put("what", item.what());
        row.put("why", item.why());
        return row;
    }
}
