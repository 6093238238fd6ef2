package dev.midwatch.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.channel.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginJarsTest {
    private static final String SOUND = """
            package acme;
            import dev.midwatch.api.Json;
            public class Sound {
                public long count(Object given, dev.midwatch.api.kube.Permission one) {
                    long big = 1L << 40;
                    double fine = 0.25;
                    return Json.of(given).at("a.b").number(big) + (one.toString() + fine).length() + one.verb().ordinal();
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void hasNothingAgainstAJarThatFits() throws Exception {
        Path jar = new CompiledJar().source("acme.Sound", SOUND).write(directory.resolve("a.jar"));

        assertThat(PluginJars.read(jar).symptoms()).extracting(Symptom::state).containsOnly(Symptom.State.OK);
    }

    @Test
    void namesTheClassOfTheApiThatIsNotHere() throws Exception {
        Path jar = new CompiledJar()
                .leftOut("dev.midwatch.api.check.Hunch", "package dev.midwatch.api.check; public class Hunch {}")
                .source("acme.A", "package acme; class A { Object a = new dev.midwatch.api.check.Hunch(); }")
                .write(directory.resolve("a.jar"));

        assertThat(told("api", jar))
                .isEqualTo(
                        Symptom.fail(
                                "api",
                                "it uses what this Midwatch does not have: dev.midwatch.api.check.Hunch; build it against the SDK of this one"));
    }

    @Test
    void namesTheMethodOfTheApiThatIsNotHere() throws Exception {
        Path jar = new CompiledJar()
                .leftOut("dev.midwatch.api.kube.Verb", """
                        package dev.midwatch.api.kube;
                        public enum Verb { GUESS; public boolean guesses(String what) { return true; } }
                        """)
                .source("acme.A", """
                        package acme;
                        import dev.midwatch.api.kube.Verb;
                        class A { boolean a(Verb verb) { return verb.guesses(Verb.GUESS.name()); } }
                        """)
                .write(directory.resolve("a.jar"));

        assertThat(told("api", jar).text())
                .contains("dev.midwatch.api.kube.Verb.GUESS, dev.midwatch.api.kube.Verb.guesses(Ljava/lang/String;);")
                .doesNotContain("Verb.name");
    }

    @Test
    void warnsOfWhatTheHostBringsAnyway() throws Exception {
        Path jar = new CompiledJar()
                .source("org.slf4j.Logger", "package org.slf4j; public interface Logger {}")
                .write(directory.resolve("a.jar"));

        assertThat(told("packages", jar).state()).isEqualTo(Symptom.State.WARN);
        assertThat(told("packages", jar).text()).endsWith("leave out (scope provided): org.slf4j.Logger");
    }

    @Test
    void warnsOfAClassThatTwoJarsHave() throws Exception {
        Files.createDirectory(directory.resolve("unit"));
        new CompiledJar().source("acme.Sound", SOUND).write(directory.resolve("unit/a.jar"));
        Files.copy(directory.resolve("unit/a.jar"), directory.resolve("unit/b.jar"));

        assertThat(told("packages", directory.resolve("unit")))
                .isEqualTo(Symptom.warn("packages", "only the first of two is used: acme.Sound in a.jar and b.jar"));
    }

    @Test
    void warnsOfAPluginThatIsLarge() throws Exception {
        byte[] noise = new byte[10_100_000];
        new Random(1).nextBytes(noise);
        Path jar = new CompiledJar().file("noise", noise).write(directory.resolve("a.jar"));

        assertThat(told("size", jar).state()).isEqualTo(Symptom.State.WARN);
        assertThat(told("size", jar).text()).startsWith("10.1 MB, 0 classes");
    }

    @Test
    void saysWhichClassCannotBeRead() throws Exception {
        Path jar = new CompiledJar().file("acme/A.class", new byte[20]).write(directory.resolve("a.jar"));

        assertThatThrownBy(() -> PluginJars.read(jar))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("acme/A.class in a.jar cannot be read");
    }

    private static Symptom told(String what, Path file) throws IOException {
        return PluginJars.read(file).symptoms().stream()
                .filter(symptom -> symptom.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
