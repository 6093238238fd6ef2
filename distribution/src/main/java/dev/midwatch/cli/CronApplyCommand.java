package dev.midwatch.cli;

import dev.midwatch.core.job.JobCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Create and edit jobs as a file says; others stay as they are.")
final class CronApplyCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "Jobs as in cron/jobs.json.")
    private Path file;

    @Option(names = "--if-absent", description = "Create jobs only; those that are there stay as they are.")
    private boolean ifAbsent;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            JobCatalog.Known known = ifAbsent ? JobCatalog.Known.KEPT : JobCatalog.Known.EDITED;
            List<String> changes = dryRun
                    ? workspace.jobs().preview(file.toString(), read(), known)
                    : workspace.jobs().apply(file.toString(), read(), known);
            changes.forEach(global.terminal()::line);
            return 0;
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
