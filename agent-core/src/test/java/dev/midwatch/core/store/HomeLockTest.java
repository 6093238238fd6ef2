package dev.midwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path home;

    @Test
    void namesTheHolderWithinOneProcess() {
        try (HomeLock held = HomeLock.acquire(home, "gateway run")) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> HomeLock.acquire(home, "demo"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.LOCKED))
                    .hasMessageContaining("\"gateway run\"")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            assertThat(HomeLock.holder(home)).map(Holder::command).contains("gateway run");
        }
        assertThat(HomeLock.holder(home)).isEmpty();
        HomeLock.acquire(home, "again").close();
    }

    @Test
    void namesTheHolderAcrossProcessesAndIsFreedByAKill() throws Exception {
        Process child = hold(home);
        assertThatThrownBy(() -> HomeLock.acquire(home, "second"))
                .hasMessageContaining("\"gateway run --child\"")
                .hasMessageContaining("pid " + child.pid());
        assertThat(HomeLock.holder(home)).map(Holder::pid).contains(child.pid());
        child.destroyForcibly().waitFor();
        assertThat(HomeLock.holder(home)).isEmpty();
        HomeLock.acquire(home, "second").close();
    }

    @Test
    void keepsItsLockWhenASecondAttemptInTheSameProcessFails() throws Exception {
        try (HomeLock held = HomeLock.acquire(home, "gateway run")) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> HomeLock.acquire(home, "demo")).isInstanceOf(StoreException.class);
            Process child = start(home);
            assertThat(firstLine(child)).contains("is in use by \"gateway run\"");
            child.waitFor();
        }
    }

    @Test
    void keepsTheLockFileToItsOwner() throws Exception {
        HomeLock.acquire(home, "gateway run").close();
        assertThat(Files.getPosixFilePermissions(home.resolve(".gateway.lock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        assertThatThrownBy(() -> HomeLock.acquire(home.resolve("none"), "gateway run"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("missing, read-only or not permitted");
    }

    private static Process hold(Path home) throws Exception {
        Process child = start(home);
        assertThat(firstLine(child)).isEqualTo("held");
        return child;
    }

    private static String firstLine(Process child) throws Exception {
        // Closed with the child's own end, so not here.
        BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
        return out.readLine();
    }

    private static Process start(Path home) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingChild.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
