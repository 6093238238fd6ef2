package dev.midwatch.core.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for temporary files that ends with the process: a lock in it says that its process lives, and whoever makes the next one of its kind
 * deletes those that a killed process left behind. Without that each kill would take a little of a place that may be small.
 */
final class PrivateDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateDirectory.class);
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private PrivateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @param kind how its name begins */
    static PrivateDirectory make(String kind) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")), kind);
    }

    static PrivateDirectory make(Path parent, String kind) throws IOException {
        sweep(parent, kind);
        // It gets the name by which it would be swept once it is locked.
        Path fresh = Files.createTempDirectory(parent, "new-" + kind);
        FileChannel lock =
                FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Path path = parent.resolve(fresh.getFileName().toString().substring("new-".length()));
        return new PrivateDirectory(Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE), lock);
    }

    Path path() {
        return path;
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() {
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} did not close: {}", path, e.toString());
        }
    }

    private static void sweep(Path parent, String kind) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, kind + "*")) {
            for (Path one : left) {
                if (isAbandoned(one)) {
                    delete(one);
                }
            }
        }
    }

    private static boolean isAbandoned(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } catch (IOException notOurs) {
            // Another user's, gone meanwhile, or no such directory at all.
            LOG.debug("{} is left alone: {}", directory, notOurs.toString());
            return false;
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
