package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image as it is shipped: made twice by its script, laid out, and started. Wants root, a JDK 25 and a distribution that is built. */
@Tag("image")
class ImageIT {
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    private static Path directory;

    private static Unpacked image;

    @TempDir
    private Path data;

    @BeforeAll
    static void make() throws IOException {
        image = Unpacked.of(Made.archive(), Files.createDirectories(directory.resolve("unpacked")));
    }

    @Test
    void isTheSameWhenItIsMadeAgain() {
        assertThat(BillOfMaterials.sha256(Made.anew(directory))).isEqualTo(BillOfMaterials.sha256(Made.archive()));
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(Made.archive())).isLessThan(120 * MEGABYTE);
    }

    @Test
    void looksAtAClusterAsItsUserOnAReadOnlyRoot() throws IOException {
        handOver();

        assertThat(image.midwatch(data, "version")).startsWith("midwatch ").contains("Java 25");
        assertThat(image.midwatch(data, "scan", "--simulate", "demo")).contains("looked at");
    }

    @Test
    void startsFromItsClassArchive() throws IOException {
        handOver();
        List<String> words = List.of(
                "/opt/java/bin/java",
                "-Xshare:on",
                "-Xlog:class+load:file=/opt/data/loaded.log",
                "@/opt/midwatch/bin/midwatch.options",
                "cron",
                "list");
        image.run(data, words);

        List<String> loaded = Files.readAllLines(data.resolve("loaded.log")).stream()
                .filter(line -> line.contains(" source: "))
                .toList();
        assertThat(loaded).hasSizeGreaterThan(2000);
        assertThat(loaded.stream().filter(line -> line.contains("shared objects file")))
                .as(
                        "of %d classes those that come from the archive: where they are too few, write image's classes.list anew",
                        loaded.size())
                .hasSizeGreaterThan(loaded.size() * 85 / 100);
    }

    @Test
    void holdsNoProgramButItsOwn() {
        assertThat(paths().filter(path ->
                        path.getParent().endsWith("bin") || path.getParent().endsWith("sbin")))
                .extracting(path -> "/" + image.root().relativize(path))
                .containsExactlyInAnyOrder(
                        "/usr/bin/midwatch", "/opt/java/bin/java", "/opt/midwatch/bin/midwatch.options");
    }

    @Test
    void belongsToRootButForItsOwnTwoFolders() throws IOException {
        for (Path path : paths().toList()) {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
            int owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            String name = "/" + image.root().relativize(path);
            boolean own = name.equals("/tmp") || name.equals("/opt/data");
            assertThat(owner).as(name).isEqualTo(own ? Layout.USER : 0);
            assertThat(mode & 07022)
                    .as("%s may be written by others or changes who runs it", name)
                    .isZero();
        }
    }

    @Test
    void billsEveryJarWithItsDigest() throws IOException {
        JsonNode bill = new ObjectMapper()
                .readTree(image.root().resolve(BillOfMaterials.PATH).toFile());
        List<String> billed = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            for (JsonNode property : component.path("properties")) {
                String path = property.path("value").asText();
                billed.add(path);
                assertThat(component.path("hashes").findValuesAsText("content"))
                        .contains(BillOfMaterials.sha256(image.root().resolve(path.substring(1))));
            }
        }
        assertThat(billed)
                .containsExactlyInAnyOrderElementsOf(
                        paths().filter(path -> path.toString().endsWith(".jar"))
                                .filter(path -> path.startsWith(image.root().resolve(Application.DIRECTORY)))
                                .map(path -> "/" + image.root().relativize(path))
                                .toList());
    }

    private void handOver() throws IOException {
        Files.setAttribute(data, "unix:uid", Layout.USER);
    }

    private static Stream<Path> paths() {
        return new Tree(image.root(), null).entries().stream().map(image.root()::resolve);
    }
}
