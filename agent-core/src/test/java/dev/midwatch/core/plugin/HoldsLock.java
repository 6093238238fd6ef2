package dev.midwatch.core.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks a file, says so, and keeps it until it is killed. */
final class HoldsLock {
    private HoldsLock() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            channel.lock();
            System.out.println("locked");
            Thread.currentThread().join();
        }
    }
}
