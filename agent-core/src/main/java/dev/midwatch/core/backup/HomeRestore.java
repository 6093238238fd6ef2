package dev.midwatch.core.backup;

import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts a backup in the place of what a data directory holds. Nothing is moved before all of the backup lies beside it, checked and on the
 * disk; what was there is kept in {@code replaced-…}.
 */
public final class HomeRestore {
    private static final byte[] STORE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Home home;
    private final Clock clock;

    public HomeRestore(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param contents what the backup said of itself; empty if it was a copy of the store alone
     * @param replaced where what was there before is now; empty if there was nothing, or it is still where it was
     */
    public record Restored(Optional<BackupContents> contents, Optional<Path> replaced) {}

    /**
     * Takes a backup, or the copy of a store that was made before an upgrade, which replaces the store alone.
     *
     * @throws BackupException if it is neither, damaged, or of a newer Midwatch; then nothing has changed
     * @throws StoreException if a gateway runs in the directory
     */
    public Restored now(InputStream backup) throws IOException {
        Files.createDirectories(home.directory());
        try (HomeLock lock = HomeLock.acquire(home.directory(), "restore")) {
            Swap swap = new Swap(home);
            swap.carryOut(clock.instant());
            Optional<BackupContents> contents = decided(backup).contents();
            return new Restored(contents, swap.carryOut(clock.instant()));
        }
    }

    /** As {@link #now}, but a gateway may go on meanwhile: it is its next start that brings in what comes. */
    public Restored atStart(InputStream backup) throws IOException {
        Files.createDirectories(home.directory());
        return decided(backup);
    }

    /**
     * Brings in what was decided for the start, and ends what a crash broke off; for who is about to work in the directory.
     *
     * @return where what was there before is now, if anything was brought in
     */
    public Optional<Path> carryOut() throws IOException {
        if (!home.isBeingRestored() && !Files.exists(home.restoreAtStart())) {
            return Optional.empty();
        }
        try (HomeLock lock = HomeLock.acquire(home.directory(), "restore")) {
            return new Swap(home).carryOut(clock.instant());
        }
    }

    private Restored decided(InputStream backup) throws IOException {
        try (Swap swap = new Swap(home)) {
            swap.prepare();
            Optional<BackupContents> contents = unpack(backup, swap.incoming());
            checkStore(swap.incoming().resolve(home.database().getFileName()), contents);
            swap.decide(contents.isPresent());
            return new Restored(contents, Optional.empty());
        }
    }

    private Optional<BackupContents> unpack(InputStream backup, Path incoming) throws IOException {
        BufferedInputStream in = new BufferedInputStream(backup);
        in.mark(STORE.length);
        boolean store = Arrays.equals(in.readNBytes(STORE.length), STORE);
        in.reset();
        if (store) {
            Unpacking.write(in, incoming.resolve(home.database().getFileName()));
            return Optional.empty();
        }
        return Optional.of(new Unpacking(incoming).of(in));
    }

    private static void checkStore(Path store, Optional<BackupContents> contents) {
        if (!Files.exists(store)) {
            return;
        }
        examine(store).ifPresent(why -> {
            throw new BackupException(why
                    + contents.map(known -> "; it was made by Midwatch " + known.version())
                            .orElse(""));
        });
    }

    private static Optional<String> examine(Path store) {
        try {
            return Database.examine(store);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.DAMAGED) {
                return Optional.of("its store is damaged");
            }
            throw e;
        }
    }
}
