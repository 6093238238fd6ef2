package dev.midwatch.cli;

import dev.midwatch.core.backup.BackupException;
import dev.midwatch.core.backup.HomeRestore;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Put a backup in the place of what the data directory holds; no gateway may be running in it, unless with --at-start.",
            "What was there is kept beside it."
        })
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(
            paramLabel = "FILE",
            description = {
                "What backup wrote, or - for standard input;",
                "or a copy of the store that an upgrade kept in backups/, which replaces the store alone."
            })
    private String file;

    @Option(
            names = "--at-start",
            description =
                    "Check it now, and let the next start of the gateway bring it in; the one that runs goes on till then.")
    private boolean atStart;

    @Option(names = "--yes", description = "Do not ask before replacing what is there.")
    private boolean yes;

    @Override
    public Integer call() {
        Home home = Home.locate(System.getenv(), global.home());
        try (InputStream backup = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            confirm(home);
            HomeRestore restore = new HomeRestore(home, Clock.systemUTC());
            HomeRestore.Restored done = atStart ? restore.atStart(backup) : restore.now(backup);
            global.terminal().line(told(home, done));
            return 0;
        } catch (BackupException e) {
            throw CliException.failed("%s: %s; nothing was changed".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be restored".formatted(file), e);
        }
    }

    private void confirm(Home home) throws IOException {
        if (yes || isEmpty(home.directory())) {
            return;
        }
        if (System.console() == null || file.equals("-")) {
            throw CliException.usage("%s is not empty; say --yes to replace what is there".formatted(home));
        }
        String answer = System.console().readLine("Replace what is in %s? (y/N) ", home);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw CliException.failed("nothing was changed");
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> within = Files.list(directory)) {
            return within.findAny().isEmpty();
        }
    }

    private String told(Home home, HomeRestore.Restored done) {
        String what = done.contents()
                .map(contents -> "%d files of %s, made by Midwatch %s"
                        .formatted(contents.files().size(), contents.made(), contents.version()))
                .orElse("the store alone");
        if (atStart) {
            return "the next start of the gateway brings into %s: %s".formatted(home, what);
        }
        return "restored into %s: %s%s"
                .formatted(
                        home,
                        what,
                        done.replaced()
                                .map(kept -> "; what was there is in " + kept)
                                .orElse(""));
    }
}
