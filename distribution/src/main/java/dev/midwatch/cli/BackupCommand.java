package dev.midwatch.cli;

import dev.midwatch.core.backup.BackupContents;
import dev.midwatch.core.backup.HomeBackup;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.WholeFile;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copy the data directory into one file, while the gateway may be working in it.")
final class BackupCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'midwatch-'yyyyMMdd-HHmmss'.zip'").withZone(ZoneOffset.UTC);

    @Mixin
    private GlobalOptions global;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to, or - for standard output (default: midwatch-DATE-TIME.zip here).")
    private Optional<String> target = Optional.empty();

    @Option(names = "--without-secrets", description = "Leave out .env.")
    private boolean withoutSecrets;

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        Home home = Home.locate(System.getenv(), global.home());
        if (!Files.isDirectory(home.directory())) {
            throw CliException.usage("%s is not there: nothing to back up".formatted(home));
        }
        HomeBackup backup = new HomeBackup(home, Version.TEXT, clock);
        String name = target.orElseGet(() -> NAME.format(clock.instant()));
        try {
            if (name.equals("-")) {
                // Not by System.out, which keeps failures to itself.
                try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                    told(backup.write(new BufferedOutputStream(out, 1 << 16), !withoutSecrets), "standard output");
                }
            } else {
                write(backup, Path.of(name).toAbsolutePath());
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the backup could not be made", e);
        }
    }

    /** The file appears whole or not at all. */
    private void write(HomeBackup backup, Path file) throws IOException {
        if (Files.exists(file)) {
            throw CliException.failed("%s is there already; name another file".formatted(file));
        }
        BackupContents contents = WholeFile.write(file, out -> backup.write(out, !withoutSecrets));
        told(contents, Files.size(file) / 1024 + " KiB");
        global.terminal().line(file.toString());
    }

    private void told(BackupContents contents, String where) {
        global.terminal()
                .note("midwatch: %d files, %s%s"
                        .formatted(
                                contents.files().size(),
                                where,
                                contents.secrets() ? "; keep it as you keep the secrets that are in it" : ""));
    }
}
