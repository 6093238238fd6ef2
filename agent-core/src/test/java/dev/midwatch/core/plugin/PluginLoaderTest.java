package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {
    /** A tool that answers with what this expression says. */
    private static String tool(String expression) {
        return """
                public List<Skill> skills(PluginContext context) {
                    Tool tool = new Tool() {
                        public ToolSpec spec() { return ToolSpec.named("%%s", "says something"); }
                        public List<Permission> permissions() { return List.of(); }
                        public ToolResult call(Json arguments, ToolContext context) { return ToolResult.of(%s); }
                    };
                    return List.of(Skill.named("%%s", "a skill").tools(tool));
                }
                """.formatted(expression);
    }

    private static String tool(String name, String expression) {
        return tool(expression).formatted(name, name.replace('_', '-'));
    }

    @TempDir
    Path directory;

    private Path plugins;
    private Function<String, PluginContext> contexts;

    @BeforeEach
    void findPlaces() {
        plugins = directory.resolve("plugins");
        contexts = PluginContexts.of(Config.defaults(), new Home(directory), null, null, Clock.systemUTC());
    }

    private Plugins load() {
        return TestPlugins.load(plugins, contexts);
    }

    private static String answer(Plugins loaded, String plugin) throws ClusterException {
        Skill skill = loaded.loaded().stream()
                .filter(one -> one.name().equals(plugin))
                .findFirst()
                .orElseThrow()
                .skills()
                .get(0);
        Tool tool = skill.tools().get(0);
        return tool.call(Json.of(null), null).text();
    }

    @Test
    void twoPluginsUseTwoVersionsOfOneLibrary() throws Exception {
        for (String version : List.of("1", "2")) {
            Path own = plugins.resolve("p" + version);
            Path library = new PluginJar()
                    .source(
                            "acme.lib.Version",
                            "package acme.lib; public class Version { public static String get() { return \"v%s\"; } }"
                                    .formatted(version))
                    .write(own.resolve("acme-lib.jar"));
            PluginJar.plugin("acme.p" + version + ".P", "p" + version, tool("t" + version, "acme.lib.Version.get()"))
                    .compiledAgainst(library)
                    .manifest("Implementation-Version", "1." + version)
                    .write(own.resolve("plugin.jar"));
        }

        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
            assertThat(answer(loaded, "p1")).isEqualTo("v1");
            assertThat(answer(loaded, "p2")).isEqualTo("v2");
            assertThat(loaded.loaded()).extracting(LoadedPlugin::version).containsExactly("1.1", "1.2");
        }
    }

    @Test
    void thePluginSeesTheSpiAndTheLoggingInterfaceButNothingElseOfTheHost() throws Exception {
        PluginJar.plugin("acme.peek.Peek", "peek", tool("peek", "look()") + """
                                static String look() {
                                    StringBuilder seen = new StringBuilder();
                                    for (String name : List.of("dev.midwatch.api.Json", "org.slf4j.Logger", "java.sql.Connection",
                                            "dev.midwatch.core.config.Config", "com.fasterxml.jackson.databind.ObjectMapper",
                                            "dev.midwatch.apix.Mine")) {
                                        try {
                                            seen.append(Class.forName(name).getClassLoader() == Json.class.getClassLoader() ? "host " : "own ");
                                        } catch (ClassNotFoundException e) {
                                            seen.append("hidden ");
                                        }
                                    }
                                    ClassLoader mine = Peek.class.getClassLoader();
                                    seen.append(mine.getResource("dev/midwatch/api/Json.class") != null);
                                    seen.append(' ').append(mine.getResource("dev/midwatch/core/config/Config.class") != null);
                                    return seen.toString();
                                }
                                """)
                .source("dev.midwatch.apix.Mine", "package dev.midwatch.apix; public class Mine {}")
                .write(plugins.resolve("peek.jar"));

        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
            assertThat(answer(loaded, "peek")).isEqualTo("host host own hidden hidden own true false");
        }
    }

    @Test
    void everyCallRunsWithThePluginsContextClassLoader() throws Exception {
        PluginJar.plugin(
                        "acme.tccl.Tccl",
                        "tccl",
                        tool(
                                        "tccl",
                                        "\"\" + (Thread.currentThread().getContextClassLoader() == Tccl.class.getClassLoader())")
                                + """
                                public List<Channel> channels(PluginContext context) {
                                    if (Thread.currentThread().getContextClassLoader() != Tccl.class.getClassLoader()) {
                                        throw new IllegalStateException("wrong context class loader");
                                    }
                                    return List.of(new Channel() {
                                        public String name() { return "tccl"; }
                                        public Receipt send(OutboundMessage message) throws DeliveryException {
                                            throw DeliveryException.permanent("said as it is");
                                        }
                                        public void start(Inbox inbox) {
                                            inbox.message(InboundMessage.of("tccl", Person.of("p", "n"), "t"));
                                        }
                                    });
                                }
                                """)
                .write(plugins.resolve("tccl.jar"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
            assertThat(answer(loaded, "tccl")).isEqualTo("true");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            ChannelCalls.assertThatCallsComeHome(loaded.channels().get(0));
        }
    }

    @Test
    void brokenPluginsAreNamedAndTheRestRuns() throws Exception {
        Files.createDirectories(plugins);
        Files.writeString(plugins.resolve("a-not-a-jar.jar"), "this is text");
        Files.createDirectory(plugins.resolve("b-empty"));
        new PluginJar().file("x.txt", "x").write(plugins.resolve("c-no-service.jar"));
        new PluginJar().service("acme.Gone").write(plugins.resolve("d-class-missing.jar"));
        PluginJar.plugin("acme.e.E", "e", "public E() { throw new IllegalStateException(\"no luck\"); }")
                .write(plugins.resolve("e-constructor.jar"));
        PluginJar.plugin(
                        "acme.f.F",
                        "f",
                        "public List<Skill> skills(PluginContext c) { throw new IllegalStateException(\"no skill\"); }")
                .write(plugins.resolve("f-skills.jar"));
        PluginJar.plugin("acme.g.G", "g", "").manifest("Midwatch-Api", "99").write(plugins.resolve("g-newer.jar"));
        PluginJar.plugin("acme.h.H", "Not A Name", "").write(plugins.resolve("h-name.jar"));
        PluginJar.plugin(
                        "acme.i.I",
                        "i",
                        "public List<Skill> skills(PluginContext c) { return List.of(Skill.named(\"Bad Skill\", \"\")); }")
                .write(plugins.resolve("i-skill-name.jar"));
        PluginJar.plugin("acme.j.J", "j", tool("kubectl", "\"\""))
                .service("acme.j.J", "acme.j.J2")
                .source(
                        "acme.j.J2",
                        "package acme.j; public class J2 implements dev.midwatch.api.Plugin { public String name() { return \"j2\"; } }")
                .write(plugins.resolve("j-two.jar"));
        PluginJar.plugin("acme.k.K", "k", "public List<Skill> skills(PluginContext c) { return null; }")
                .write(plugins.resolve("k-null.jar"));
        PluginJar.plugin("acme.l.L", "l", "").manifest("Midwatch-Api", "one").write(plugins.resolve("l-level.jar"));
        Path library = new PluginJar()
                .source("acme.lib.Lib", "package acme.lib; public class Lib {}")
                .write(directory.resolve("lib.jar"));
        PluginJar.plugin(
                        "acme.m.M",
                        "m",
                        "public List<Skill> skills(PluginContext c) { new acme.lib.Lib(); return List.of(); }")
                .compiledAgainst(library)
                .write(plugins.resolve("m-library-missing.jar"));
        PluginJar.plugin("acme.z.Z", "z", tool("z", "\"works\"")).write(plugins.resolve("z.jar"));

        try (Plugins loaded = load()) {
            assertThat(answer(loaded, "z")).isEqualTo("works");
            assertThat(loaded.loaded()).hasSize(1);
            assertThat(loaded.problems())
                    .extracting(problem -> problem.file().getFileName() + ": " + problem.reason())
                    .satisfiesExactly(
                            text -> assertThat(text).startsWith("a-not-a-jar.jar: is not a jar: "),
                            text -> assertThat(text).isEqualTo("b-empty: there is no jar in it"),
                            text -> assertThat(text)
                                    .isEqualTo(
                                            "c-no-service.jar: is no plugin: no jar in it has a file META-INF/services/dev.midwatch.api.Plugin that names one"),
                            text -> assertThat(text)
                                    .startsWith("d-class-missing.jar: ")
                                    .contains("acme.Gone not found"),
                            text -> assertThat(text)
                                    .startsWith("e-constructor.jar: ")
                                    .endsWith("; because of IllegalStateException: no luck"),
                            text -> assertThat(text).isEqualTo("f-skills.jar: IllegalStateException: no skill"),
                            text -> assertThat(text)
                                    .isEqualTo(
                                            "g-newer.jar: was built for level 99 of the plugin API, this Midwatch has level 1: use a newer Midwatch or an older plugin"),
                            text -> assertThat(text)
                                    .isEqualTo(
                                            "h-name.jar: the plugin name \"Not A Name\" is not 1 to 63 lower case letters, digits and dashes"),
                            text -> assertThat(text)
                                    .startsWith("i-skill-name.jar: IllegalArgumentException: skill name \"Bad Skill\""),
                            text -> assertThat(text)
                                    .isEqualTo("j-two.jar: its services file names 2 plugins; exactly one is wanted"),
                            text -> assertThat(text).startsWith("k-null.jar: NullPointerException"),
                            text -> assertThat(text)
                                    .isEqualTo(
                                            "l-level.jar: its manifest says Midwatch-Api: one, which is not a number"),
                            text -> assertThat(text)
                                    .startsWith("m-library-missing.jar: NoClassDefFoundError: acme/lib/Lib"));
            assertThat(loaded.sectionNames()).contains("z", "a-not-a-jar", "b-empty");
        }
    }

    @Test
    void ofTwoWithOneNameTheFirstStays() throws Exception {
        Path first = PluginJar.plugin("acme.a.A", "same", "").write(plugins.resolve("first.jar"));
        PluginJar.plugin("acme.b.B", "same", "").write(plugins.resolve("second.jar"));
        PluginJar.plugin("acme.c.C", "skills-other", tool("shared", "\"1\"")).write(plugins.resolve("x.jar"));
        PluginJar.plugin("acme.d.D", "late", tool("shared", "\"2\"")).write(plugins.resolve("y.jar"));
        PluginJar.plugin("acme.e.E", "free", tool("free", "\"3\"")).write(plugins.resolve("z.jar"));

        try (Plugins loaded = TestPlugins.load(plugins, contexts)) {
            assertThat(loaded.loaded()).extracting(LoadedPlugin::name).containsExactly("same", "skills-other", "free");
            assertThat(loaded.loaded().get(1).shortName()).isEqualTo("other");
            assertThat(loaded.problems())
                    .extracting(PluginProblem::reason)
                    .containsExactly(
                            "the plugin name \"same\" is taken by same (" + first + ")",
                            "the skill name \"shared\" is taken by skills-other (" + plugins.resolve("x.jar") + ")");
        }
    }

    @Test
    void aPluginMayNotTakeOneNameTwiceNorOneOfOurs() throws IOException {
        String check = """
                public List<Skill> skills(PluginContext context) {
                    Check check = new Check() {
                        public String name() { return "%s"; }
                        public String description() { return ""; }
                        public List<Permission> permissions() { return List.of(); }
                        public List<Setting> settings() { return List.of(%s); }
                        public List<Finding> run(CheckContext context) { return List.of(); }
                    };
                    return List.of(Skill.named("s", "").checks(check, check));
                }
                """;
        PluginJar.plugin("acme.a.A", "a", check.formatted("twice", "")).write(plugins.resolve("a.jar"));
        PluginJar.plugin("acme.b.B", "b", check.formatted("Bad_Name", "")).write(plugins.resolve("b.jar"));
        PluginJar.plugin(
                        "acme.c.C",
                        "c",
                        check.formatted("c", "new Setting(\"severity\", 1, \"\")")
                                .replace("check, check", "check"))
                .write(plugins.resolve("c.jar"));
        PluginJar.plugin("acme.d.D", "d", """
                        public List<Channel> channels(PluginContext context) {
                            return List.of(new Channel() {
                                public String name() { return "console"; }
                                public Receipt send(OutboundMessage message) { return new Receipt(""); }
                            });
                        }
                        """).write(plugins.resolve("d.jar"));

        try (Plugins loaded = load()) {
            assertThat(loaded.loaded()).isEmpty();
            assertThat(loaded.problems())
                    .extracting(PluginProblem::reason)
                    .containsExactly(
                            "has two checks named \"twice\"",
                            "the check name \"Bad_Name\" is not 1 to 63 lower case letters, digits and dashes",
                            "the check \"c\" has a setting named \"severity\", which every check has already",
                            "the channel name \"console\" is Midwatch's own");
        }
    }

    @Test
    void aJarMayBeReplacedWhileItsPluginRuns() throws Exception {
        String body = tool("late", "Late.word()");
        Path jar = PluginJar.plugin("acme.late.P", "late", body)
                .source("acme.late.Late", "package acme.late; class Late { static String word() { return \"old\"; } }")
                .write(plugins.resolve("late.jar"));

        PluginSource own = new PluginSource(plugins, Optional.empty());
        try (LivePlugins live = new LivePlugins(
                directory.resolve("none"),
                Optional.of(own),
                config -> contexts,
                Config.defaults(),
                Clock.systemUTC())) {
            Files.writeString(jar, "half an upload");
            assertThat(answer(live.current(), "late")).isEqualTo("old");
        }
    }

    @Test
    void aSingleJarCanBeTried() throws IOException {
        Path jar = PluginJar.plugin("acme.a.A", "a", "").write(directory.resolve("elsewhere.jar"));
        try (Plugins loaded = PluginLoader.check(jar, Optional.empty(), contexts)) {
            assertThat(loaded.loaded()).extracting(LoadedPlugin::name).containsExactly("a");
        }
        try (Plugins loaded = PluginLoader.check(directory.resolve("gone.jar"), Optional.empty(), contexts)) {
            assertThat(loaded.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason()).isEqualTo("is not there"));
        }
    }

    @Test
    void withoutADirectoryThereAreNone() {
        try (Plugins loaded = load()) {
            assertThat(loaded.loaded()).isEmpty();
            assertThat(loaded.problems()).isEmpty();
        }
    }
}
