package dev.midwatch.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.midwatch.cli.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** One version, the root pom's, in every place that names one. */
class VersionStampIT {
    private static final Path ROOT = Path.of("..");
    private static final Path DEPLOY = ROOT.resolve("distribution/deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** An image of ours, with its tag if it has one. */
    private static final Pattern IMAGE = Pattern.compile("image: \\S+/midwatch(:\\S+)?|(?:newTag|tag): (\\S+)");
    /** Whoever deploys puts it there: the tag has the revision in it, which no file of that revision can name. */
    private static final String TAG = "VERSION-SHA";

    private final String version = at(ROOT.resolve("pom.xml"), "/project/version");
    /** What is being worked towards: the chart is stamped with it at once, so that a release changes nothing in it. */
    private final String released = version.replace("-SNAPSHOT", "");

    @TempDir
    private Path directory;

    @Test
    void everyModuleHasTheVersionOfTheWhole() throws IOException {
        List<Path> modules =
                poms().filter(pom -> !pom.startsWith(ROOT.resolve("examples"))).toList();

        assertThat(modules).hasSizeGreaterThan(14).allSatisfy(pom -> {
            assertThat(at(pom, "/project/parent/version")).as(pom.toString()).isEqualTo(version);
            assertThat(at(pom, "/project/version")).as("%s inherits it", pom).isEmpty();
        });
    }

    /** Their own version is that of the plugin of somebody who copies them. */
    @Test
    void everyExampleIsBuiltAgainstIt() throws IOException {
        List<Path> examples =
                poms().filter(pom -> pom.startsWith(ROOT.resolve("examples"))).toList();

        assertThat(examples)
                .hasSize(4)
                .allSatisfy(pom -> assertThat(at(pom, "/project/properties/midwatch.version"))
                        .as(pom.toString())
                        .isEqualTo(version));
    }

    @Test
    void theChartIsOfTheReleaseThatIsMadeOrWorkedTowards() throws IOException {
        JsonNode chart =
                YAML.readTree(DEPLOY.resolve("helm/midwatch/Chart.yaml").toFile());

        assertThat(chart.path("version").asText()).isEqualTo(released).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(chart.path("appVersion").asText()).isEqualTo(released);
    }

    @Test
    void noManifestNamesAnImageOfAnotherVersion() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            List<String> tags = files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(VersionStampIT::tags)
                    .toList();

            assertThat(tags).hasSizeGreaterThan(2).allMatch(TAG::equals);
        }
    }

    @Test
    void theChangelogBeginsWithIt() throws IOException {
        String newest = Files.readAllLines(ROOT.resolve("CHANGELOG.md")).stream()
                .filter(line -> line.startsWith("## "))
                .findFirst()
                .orElseThrow();

        assertThat(newest).isEqualTo(version.equals(released) ? "## " + version : "## Unreleased");
    }

    @Test
    void theProgramSaysItAndSoDoWhatItIsMadeOfAndWhatPluginsAreWrittenWith() throws Exception {
        Program.Ended said = new Program(directory.resolve("home")).run("version", "--output", "json");
        Path installed = Path.of("target/midwatch");

        assertThat(YAML.readTree(said.out()).path("midwatch").asText()).isEqualTo(version);
        for (String module : List.of("agent-api", "agent-core", "dashboard", "distribution")) {
            assertThat(installed.resolve("lib/%s-%s.jar".formatted(module, version)))
                    .exists();
        }
        for (String module : List.of("agent-api", "agent-testkit", "simulator")) {
            assertThat(installed.resolve(
                            "sdk/repository/dev/midwatch/%1$s/%2$s/%1$s-%2$s.jar".formatted(module, version)))
                    .exists();
        }
    }

    private static Stream<String> tags(Path file) {
        return IMAGE.matcher(read(file)).results().flatMap(VersionStampIT::tag);
    }

    private static Stream<String> tag(MatchResult image) {
        return image.group(1) != null ? Stream.of(image.group(1).substring(1)) : Stream.ofNullable(image.group(2));
    }

    /** All but that of the whole. */
    private static Stream<Path> poms() throws IOException {
        Document whole = parsed(ROOT.resolve("pom.xml"));
        return Stream.iterate(0, i -> i + 1)
                .limit(whole.getElementsByTagName("module").getLength())
                .map(i -> whole.getElementsByTagName("module").item(i).getTextContent())
                .map(module -> ROOT.resolve(module).resolve("pom.xml"));
    }

    private static String at(Path pom, String path) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate(path, parsed(pom));
        } catch (Exception e) {
            throw new IllegalStateException(pom.toString(), e);
        }
    }

    private static Document parsed(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (Exception e) {
            throw new IllegalStateException(pom.toString(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
