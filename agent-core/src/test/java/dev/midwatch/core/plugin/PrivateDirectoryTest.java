package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    @TempDir
    Path parent;

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList();
        }
    }

    @Test
    void nothingIsLeftOfOneThatWasClosed() throws IOException {
        try (PrivateDirectory directory = PrivateDirectory.make(parent, "copies-")) {
            Files.writeString(
                    Files.createDirectory(directory.path().resolve("deep")).resolve("file"), "text");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsDeletedByTheNext() throws IOException {
        Files.createFile(parent.resolve("copies-1.lock"));
        Path left = Files.createDirectory(parent.resolve("copies-1"));
        Files.writeString(left.resolve("file"), "text");
        Files.createFile(parent.resolve("copies-2.lock"));
        Files.createDirectory(parent.resolve("others-1"));

        try (PrivateDirectory directory = PrivateDirectory.make(parent, "copies-")) {
            assertThat(directory.path()).isEmptyDirectory();
            assertThat(parent.resolve("copies-1")).doesNotExist();
            assertThat(parent.resolve("copies-1.lock")).doesNotExist();
            assertThat(parent.resolve("copies-2.lock")).doesNotExist();
        }
        assertThat(left()).containsExactly(parent.resolve("others-1"));
    }

    @Test
    void oneInUseStays() throws IOException {
        try (PrivateDirectory first = PrivateDirectory.make(parent, "copies-");
                PrivateDirectory second = PrivateDirectory.make(parent, "copies-")) {
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
            assertThat(second.path()).isDirectory();
        }
    }

    @Test
    void oneInUseStaysAlsoForOthersWhenThisProcessMakesAnother() throws Exception {
        try (PrivateDirectory first = PrivateDirectory.make(parent, "copies-");
                PrivateDirectory second = PrivateDirectory.make(parent, "copies-")) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            MakesOne.class.getName(),
                            parent.toString())
                    .inheritIO()
                    .start();
            assertThat(other.waitFor()).isZero();
            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void oneOfALivingProcessStays() throws Exception {
        Path lock = Files.createFile(parent.resolve("copies-1.lock"));
        Path inUse = Files.createDirectory(parent.resolve("copies-1"));
        // A process of its own that takes the lock as a gateway would.
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsLock.class.getName(),
                        lock.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("locked");
            PrivateDirectory.make(parent, "copies-").close();
            assertThat(inUse).isDirectory();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        PrivateDirectory.make(parent, "copies-").close();
        assertThat(inUse).doesNotExist();
    }
}
