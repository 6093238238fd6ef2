package dev.midwatch.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.docs.PageLinks;
import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives that {@code mvn -Prelease} makes. */
@Tag("release")
class ReleaseIT {
    private static final Path RELEASE = Path.of("target", "release").toAbsolutePath();
    /** What a distribution's package of a run-time environment without a screen has in it; no compiler, no tools. */
    private static final String MODULES =
            "java.se,jdk.accessibility,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.dynalink,"
                    + "jdk.httpserver,jdk.internal.vm.ci,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.naming.rmi,"
                    + "jdk.net,jdk.nio.mapmode,jdk.sctp,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs";

    @TempDir
    static Path place;

    private static Path program;

    @BeforeAll
    static void unpack() throws Exception {
        run(place, List.of("tar", "-xzf", archive(".tar.gz").toString()));
        try (Stream<Path> in = Files.list(place)) {
            program = in.findFirst().orElseThrow();
        }
    }

    @Test
    void runsOnABareRunTimeEnvironment() throws Exception {
        Path jre = place.resolve("jre");
        run(
                place,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                        "--add-modules",
                        available(MODULES),
                        "--output",
                        jre.toString()));
        assertThat(jre.resolve("bin/javac")).doesNotExist();
        String midwatch = program.resolve("bin/midwatch").toString();
        assertThat(on(jre, List.of(midwatch, "version")))
                .contains(program.getFileName().toString().replace("midwatch-", ""));
        assertThat(on(jre, List.of(midwatch, "scan", "--simulate", "demo", "--output", "json")))
                .contains("\"reason\"");
        assertThat(on(jre, List.of(midwatch, "plugins", "list")))
                .contains("discord", "k8s")
                .doesNotContain("broken");
    }

    @Test
    void canBeCheckedAndComesInTwoFormsOfOneContent() throws Exception {
        for (String form : List.of(".tar.gz", ".zip")) {
            assertThat(run(RELEASE, List.of("sha256sum", "-c", archive(form).getFileName() + ".sha256")))
                    .contains("OK");
        }
        Path zipped = Files.createDirectory(place.resolve("zipped"));
        run(
                zipped,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                        "-xf",
                        archive(".zip").toString()));
        assertThat(run(
                        place,
                        List.of(
                                "diff",
                                "-r",
                                program.toString(),
                                zipped.resolve(program.getFileName()).toString())))
                .isEmpty();
    }

    @Test
    void holdsWhatANewcomerNeedsAndNothingOfThisMachine() throws Exception {
        assertThat(List.of("README.md", "LICENSE", "CHANGELOG.md", "bin/midwatch", "docs/architecture.md"))
                .allSatisfy(name -> assertThat(program.resolve(name)).isNotEmptyFile());
        assertThat(program.resolve("bin/midwatch")).isExecutable();
        try (Stream<Path> all = Files.walk(program)) {
            assertThat(all.map(path -> program.relativize(path).toString()))
                    .noneMatch(name -> name.endsWith(".jsa") || name.endsWith(".built"));
        }
        assertThat(program.resolve("bin/midwatch")).content().doesNotContain(System.getProperty("user.dir"));
    }

    @Test
    void holdsWhateverItsDocumentsLeadTo() throws Exception {
        List<String> dead = new ArrayList<>();
        List<Path> pages;
        try (Stream<Path> all = Files.walk(program)) {
            pages = all.filter(file -> file.toString().endsWith(".md")).toList();
        }
        for (Path page : pages) {
            dead.addAll(PageLinks.dead(page));
        }
        assertThat(pages).hasSizeGreaterThan(40);
        assertThat(dead).isEmpty();
    }

    private static Path archive(String form) throws Exception {
        try (Stream<Path> all = Files.list(RELEASE)) {
            return all.filter(file -> file.toString().endsWith(form))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Of those, the ones that the Java in use has. */
    private static String available(String modules) {
        return String.join(
                ",",
                Stream.of(modules.split(","))
                        .filter(name -> ModuleFinder.ofSystem().find(name).isPresent())
                        .toList());
    }

    private static String on(Path jre, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", place.toString());
        builder.environment().put("JAVA_HOME", jre.toString());
        return ended(builder);
    }

    private static String run(Path directory, List<String> command) throws Exception {
        return ended(new ProcessBuilder(command).directory(directory.toFile()));
    }

    private static String ended(ProcessBuilder builder) throws Exception {
        File out = Files.createTempFile(place, "said", ".txt").toFile();
        Process process = builder.redirectErrorStream(true).redirectOutput(out).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("%s ends", builder.command())
                .isTrue();
        String said = Files.readString(out.toPath());
        assertThat(process.exitValue()).as("%s: %s", builder.command(), said).isZero();
        Files.delete(out.toPath());
        return said;
    }
}
