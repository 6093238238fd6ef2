package dev.midwatch.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer of a file at a time, among the threads of this process and among processes.
 *
 * <p>What is locked is a file beside it: a POSIX lock is lost as soon as its process closes any handle on the locked file, and the file
 * itself is opened by whoever reads it. Within one process a file must not be locked twice, so that its threads wait here first.
 */
public final class OneWriter {
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;

    public OneWriter(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Work on the file. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Runs the work while nobody else runs any; a thread that was interrupted before does its work all the same. */
    public <T> T holding(Work<T> work) throws IOException {
        Path beside = file.getParent().toRealPath().resolve("." + file.getFileName() + ".lock");
        ReentrantLock here = IN_THIS_PROCESS.computeIfAbsent(beside, any -> new ReentrantLock());
        here.lock();
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock among = channel.lock()) {
            if (!among.isValid()) {
                throw new IOException("the lock on " + beside + " was lost");
            }
            return work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            here.unlock();
        }
    }
}
