package dev.midwatch.core.plugin;

import dev.midwatch.core.store.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for temporary files that ends with the process. A locked file beside it says that its process lives, and whoever makes the next one of
 * its kind deletes those that a killed process left behind; without that each kill would take a little of a place that may be small.
 */
final class PrivateDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateDirectory.class);
    private static final String LOCK = ".lock";
    /** Those of this process. To look at one of them would give its lock away: they end with the first descriptor that is closed. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private PrivateDirectory(Path path, Path lockFile, FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes one in a place for temporary files that all users of the machine may share.
     *
     * @param kind how its name begins
     */
    static PrivateDirectory make(String kind) throws IOException {
        return make(OwnPlace.in(Path.of(System.getProperty("java.io.tmpdir"))), kind);
    }

    /** @param parent that nobody else may write to */
    static PrivateDirectory make(Path parent, String kind) throws IOException {
        sweep(parent, kind);
        // It has the name by which others see it only once it is locked.
        Path fresh = Files.createTempFile(parent, kind, ".new");
        FileChannel lock = FileChannel.open(fresh, StandardOpenOption.WRITE);
        lock.lock();
        String stem = fresh.getFileName().toString().replaceFirst("\\.new$", "");
        Path lockFile = parent.resolve(stem + LOCK);
        OURS.add(lockFile);
        Files.move(fresh, lockFile, StandardCopyOption.ATOMIC_MOVE);
        Path path = parent.resolve(stem);
        return new PrivateDirectory(Files.createDirectory(path, OwnerOnly.directoryAttributes(path)), lockFile, lock);
    }

    private static Path beside(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    Path path() {
        return path;
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() {
        delete(path);
        try {
            Files.deleteIfExists(lockFile);
            OURS.remove(lockFile);
            lock.close();
        } catch (IOException e) {
            LOG.warn("{} stays: {}", lockFile, e.toString());
        }
    }

    private static void sweep(Path parent, String kind) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, kind + "*" + LOCK)) {
            for (Path lock : locks) {
                if (!OURS.contains(lock)) {
                    sweep(lock);
                }
            }
        }
    }

    private static void sweep(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(beside(lockFile));
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException gone) {
            LOG.debug("{} is not there any more: {}", lockFile, gone.toString());
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.delete(file);
            }
        } catch (NoSuchFileException gone) {
            LOG.debug("{} is gone already", directory);
        } catch (IOException e) {
            LOG.warn("temporary files stay in {}: {}", directory, e.toString());
        }
    }
}
