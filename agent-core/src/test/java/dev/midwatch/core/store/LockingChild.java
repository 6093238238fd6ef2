package dev.midwatch.core.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that takes the lock of a directory, says so, and keeps it until its input ends or it is killed. */
final class LockingChild {
    private LockingChild() {}

    public static void main(String[] args) throws IOException {
        try (HomeLock held = HomeLock.acquire(Path.of(args[0]), "gateway run --child")) {
            System.out.println(held == null ? "" : "held");
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
