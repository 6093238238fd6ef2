package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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
    void startsACommandFromItsClassArchive() throws IOException {
        handOver();

        image.run(data, logged(ClassArchive.COMMANDS, "cron", "list"));

        assertThat(partFromArchive()).isGreaterThan(0.85);
    }

    @Test
    void startsTheGatewayFromItsClassArchive() throws Exception {
        Files.writeString(data.resolve("config.yaml"), "dashboard: {enabled: true}\n");
        Files.writeString(data.resolve("kubeconfig"), """
                current-context: none
                contexts: [{name: none, context: {cluster: none, user: none}}]
                clusters: [{name: none, cluster: {server: "https://127.0.0.1:9"}}]
                users: [{name: none, user: {token: none}}]
                """);
        handOver();
        Path said = directory.resolve("gateway.log");
        List<String> words = logged(ClassArchive.GATEWAY, "gateway", "run");
        Process gateway = new ProcessBuilder(image.command(
                        List.of(Unpacked.Mount.data(data)), Map.of("KUBECONFIG", "/opt/data/kubeconfig"), words))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                String text = Files.readString(said);
                assertThat(gateway.isAlive()).as(text).isTrue();
                return text.contains("the dashboard is at");
            });
        } finally {
            gateway.descendants().forEach(ProcessHandle::destroyForcibly);
            gateway.destroyForcibly().waitFor();
        }

        // What is linked ahead is all there at once, so that a part of it says nothing; what else was wanted of our
        // jars and of Java does.
        assertThat(loaded().filter(line ->
                        line.contains(" source: jrt:/") || line.contains(" source: file:/opt/midwatch/lib/")))
                .as("where they are many, write image's gateway.list anew")
                .hasSizeLessThan(300);
    }

    @Test
    void linksTheGatewaysClassesAhead() throws IOException {
        handOver();

        image.run(data, logged(ClassArchive.GATEWAY, "gateway", "--help"));

        // A text of help uses a fifth of them.
        assertThat(loaded().filter(line -> line.contains("shared objects file")))
                .hasSizeGreaterThan(6000);
    }

    /** With an archive or not at all, and a log of the classes that are loaded. */
    private static List<String> logged(ClassArchive archive, String... command) {
        List<String> words = new ArrayList<>(List.of(
                "/opt/java/bin/java",
                "-Xshare:on",
                "-Xlog:class+load:file=/opt/data/loaded.log",
                "@/" + archive.options()));
        words.addAll(List.of(command));
        return words;
    }

    /** What part of the classes that were loaded came from the archive. Where it is too small, write image's commands.list anew. */
    private double partFromArchive() throws IOException {
        List<String> loaded = loaded().toList();
        assertThat(loaded).hasSizeGreaterThan(2000);
        return (double) loaded.stream()
                        .filter(line -> line.contains("shared objects file"))
                        .count()
                / loaded.size();
    }

    private Stream<String> loaded() throws IOException {
        return Files.readAllLines(data.resolve("loaded.log")).stream().filter(line -> line.contains(" source: "));
    }

    @Test
    void holdsNoProgramButItsOwn() {
        assertThat(paths().filter(path ->
                        path.getParent().endsWith("bin") || path.getParent().endsWith("sbin")))
                .extracting(path -> "/" + image.root().relativize(path))
                .containsExactlyInAnyOrder(
                        "/usr/bin/midwatch",
                        "/opt/java/bin/java",
                        "/opt/midwatch/bin/commands.options",
                        "/opt/midwatch/bin/gateway.options");
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
