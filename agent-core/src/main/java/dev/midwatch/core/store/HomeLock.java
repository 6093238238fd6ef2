package dev.midwatch.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The right to be the one gateway of a data directory, held until closed or until the process ends, however it ends.
 *
 * <p>A POSIX lock belongs to the process and goes as soon as the process closes any handle on the file. So within one process
 * the file is opened once, and who holds it is answered from memory.
 */
public final class HomeLock implements AutoCloseable {
    private static final String FILE = ".gateway.lock";
    /** A byte far behind the text, so that others may read who holds the lock where locks are mandatory. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final Map<Path, Holder> HELD_HERE = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param command what this process was asked to do, shown to whoever comes second
     * @throws StoreException {@link StoreException.Kind#LOCKED} naming the holder
     */
    public static HomeLock acquire(Path home, String command) {
        synchronized (HELD_HERE) {
            Path file = file(home);
            Holder here = HELD_HERE.get(file);
            if (here != null) {
                throw held(home, Optional.of(here));
            }
            FileChannel channel = open(file);
            try {
                return locked(home, file, channel, Holder.ofThisProcess(command));
            } catch (IOException e) {
                throw unusable(file, closing(channel, e));
            }
        }
    }

    /** Who holds the directory now, this process included. */
    public static Optional<Holder> holder(Path home) {
        synchronized (HELD_HERE) {
            Path file = file(home);
            if (HELD_HERE.containsKey(file) || !Files.exists(file)) {
                return Optional.ofNullable(HELD_HERE.get(file));
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                FileLock free = channel.tryLock(LOCKED_BYTE, 1, false);
                if (free != null) {
                    return Optional.empty();
                }
                return Optional.of(Holder.parse(read(channel)).orElse(UNNAMED));
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } catch (IOException e) {
                throw unusable(file, e);
            } finally {
                HELD_HERE.remove(file);
            }
        }
    }

    /** Between taking the lock and writing its name a holder cannot be named. */
    private static final Holder UNNAMED = new Holder(0, "unknown host", "starting", Optional.empty());

    private static HomeLock locked(Path home, Path file, FileChannel channel, Holder self) throws IOException {
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
            Optional<Holder> other = Holder.parse(read(channel));
            channel.close();
            throw held(home, other);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(self.text().getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        HELD_HERE.put(file, self);
        return new HomeLock(file, channel);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(4096);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private static Path file(Path home) {
        try {
            return home.toRealPath().resolve(FILE);
        } catch (IOException e) {
            throw unusable(home, e);
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OwnerOnly.attributes(file));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static IOException closing(FileChannel channel, IOException e) {
        try {
            channel.close();
        } catch (IOException close) {
            e.addSuppressed(close);
        }
        return e;
    }

    private static StoreException held(Path home, Optional<Holder> holder) {
        return new StoreException(
                StoreException.Kind.LOCKED,
                "%s is in use by %s; stop that one first, or use another data directory"
                        .formatted(home, holder.map(Holder::toString).orElse("another process that is just starting")),
                null);
    }

    private static StoreException unusable(Path file, IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return new StoreException(
                full ? StoreException.Kind.DISK_FULL : StoreException.Kind.READ_ONLY,
                full
                        ? "the disk is full: " + file + " could not be written"
                        : file + " cannot be used: the data directory is missing, read-only or not permitted",
                e);
    }
}
