package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts say of the source that an image is made of. */
class ImageToolTest {
    @TempDir
    private Path checkout;

    @BeforeEach
    void commit() throws IOException {
        write("pom.xml", """
                <artifactId>midwatch</artifactId>
                <version>1.2.3</version>
                <project.build.outputTimestamp>2026-01-02T03:04:05Z</project.build.outputTimestamp>
                """);
        write("core/src/Main.java", "class Main {}");
        Files.createDirectories(checkout.resolve("distribution"));
        Files.copy(Path.of("../distribution/image-tool.sh"), checkout.resolve("distribution/image-tool.sh"));
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "Begin");
    }

    @Test
    void isOfAVersionACommitAndATime() {
        assertThat(source())
                .isEqualTo("1.2.3 %s 2026-01-02T03:04:05Z"
                        .formatted(git("rev-parse", "HEAD").strip()));
    }

    @Test
    void isDirtyWhereAFileIsChanged() throws IOException {
        write("core/src/Main.java", "class Main { }");

        assertThat(source()).endsWith("--changed");
    }

    @Test
    void isDirtyWhereAFileIsNewInTheSource() throws IOException {
        write("core/src/More.java", "class More {}");

        assertThat(source()).endsWith("--changed");
    }

    @Test
    void isNotDirtyByWhatAnImageWasWrittenTo() throws IOException {
        write("midwatch.tar", "an archive");

        assertThat(source()).doesNotContain("--changed");
    }

    private String source() {
        String script =
                "set -eu; . distribution/image-tool.sh; read_source 2>/dev/null; echo $version $revision $time ${changed[@]+\"${changed[@]}\"}";
        return Program.run(checkout, List.of("bash", "-c", script)).strip();
    }

    private void write(String file, String content) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private String git(String... words) {
        return Program.run(
                checkout, Stream.concat(Stream.of("git"), Stream.of(words)).toList());
    }
}
