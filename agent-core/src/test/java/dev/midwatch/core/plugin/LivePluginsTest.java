package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.plugin.PluginChange.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePluginsTest {
    private static final Consumer<LoadedPlugin> ALL_RIGHT = plugin -> {};

    @TempDir
    Path directory;

    private Path folder;
    private Home home;
    private Config config;
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private LivePlugins plugins;
    private int written;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(directory.resolve("home/plugins"));
        home = new Home(directory.resolve("home"));
        config = Config.defaults();
        InstantSource clock = () -> now;
        plugins = new LivePlugins(
                directory.resolve("none"),
                Optional.of(new PluginSource(folder, Optional.empty())),
                current -> PluginContexts.of(current, home, null, null, Clock.systemUTC()),
                config,
                clock);
    }

    @AfterEach
    void stop() {
        plugins.close();
    }

    /** A plugin with one tool that answers this. */
    private Path jar(String plugin, String expression) throws IOException {
        return PluginJar.plugin("acme." + plugin + ".P", "skills-" + plugin, """
                        public record Section(String greeting) {
                            public static Section defaults() { return new Section("none"); }
                        }
                        public List<Skill> skills(PluginContext context) {
                            String greeting = context.config(Section.class).greeting();
                            Tool tool = new Tool() {
                                public ToolSpec spec() { return ToolSpec.named("%1$s_tool", "says something"); }
                                public List<Permission> permissions() { return List.of(); }
                                public ToolResult call(Json arguments, ToolContext context) { return ToolResult.of(%2$s); }
                            };
                            return List.of(Skill.named("%1$s", "a skill").tools(tool));
                        }
                        static String hold() {
                            try {
                                ((java.util.concurrent.CountDownLatch) System.getProperties().get("begun-%1$s")).countDown();
                                ((java.util.concurrent.CountDownLatch) System.getProperties().get("hold-%1$s")).await();
                                return new Object() { public String toString() { return "held"; } }.toString();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                        """.formatted(plugin, expression))
                .write(directory.resolve("built").resolve(++written + ".jar"));
    }

    private void put(Path jar, String name) throws IOException {
        Files.copy(jar, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<PluginChange> look() {
        return plugins.refresh(config, ALL_RIGHT);
    }

    private List<Kind> kinds() {
        return look().stream().map(PluginChange::kind).toList();
    }

    private Tool tool() {
        return plugins.current().skills().get(0).tools().get(0);
    }

    private static String call(Tool tool) {
        try {
            return tool.call(Json.of(Map.of()), null).text();
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void install(String plugin, String expression, String file) throws IOException {
        put(jar(plugin, expression), file);
        look();
        assertThat(kinds()).hasSize(1);
    }

    @Test
    void takesAJarOverOnceTwoLooksSawTheSame() throws Exception {
        put(jar("acme", "\"one\""), "acme.jar");

        assertThat(look()).isEmpty();
        assertThat(plugins.current().loaded()).isEmpty();
        assertThat(look()).containsExactly(new PluginChange(Kind.LOADED, "plugin skills-acme (acme.jar) was loaded"));
        assertThat(call(tool())).isEqualTo("one");
        assertThat(look()).isEmpty();
    }

    @Test
    void aJarThatIsBeingCopiedIsNoErrorAndOneThatStaysHalfIsToldOnce() throws Exception {
        byte[] whole = Files.readAllBytes(jar("acme", "\"one\""));
        Path target = folder.resolve("acme.jar");
        for (int part = 1; part < 4; part++) {
            Files.write(target, Arrays.copyOf(whole, whole.length * part / 4));
            assertThat(look()).as("part " + part).isEmpty();
        }
        assertThat(look()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.REFUSED);
            assertThat(change.words()).startsWith("left out " + target + ": is not a jar");
        });
        assertThat(look()).isEmpty();
        assertThat(plugins.current().problems()).hasSize(1);

        Files.write(target, whole);
        look();
        assertThat(kinds()).containsExactly(Kind.LOADED);
        assertThat(plugins.current().problems()).isEmpty();
    }

    @Test
    void aReplacementStandsBesideTheOldOneUntilTheLastCallOfThatHasEnded() throws Exception {
        CountDownLatch begun = latch("begun-acme");
        CountDownLatch hold = latch("hold-acme");
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try {
            install("acme", "hold()", "acme.jar");
            Tool old = tool();
            Path copy = copyOf(old);
            Future<String> answer = caller.submit(() -> call(old));
            begun.await();

            put(jar("acme", "\"two\""), "acme.jar");
            look();
            assertThat(kinds()).containsExactly(Kind.REPLACED);
            assertThat(call(tool())).isEqualTo("two");
            assertThat(look()).isEmpty();
            assertThat(plugins.leaving()).singleElement().satisfies(one -> {
                assertThat(one.plugin().name()).isEqualTo("skills-acme");
                assertThat(one.uses()).containsExactly("tool acme_tool");
            });

            hold.countDown();
            assertThat(answer.get()).as("also classes that it loads only now").isEqualTo("held");
            assertThat(copy).isDirectory();
            assertThat(kinds()).containsExactly(Kind.CLOSED);
            assertThat(copy).doesNotExist();
            assertThat(plugins.leaving()).isEmpty();
            assertThatThrownBy(() -> old.call(Json.of(Map.of()), null)).hasMessage("the plugin acme was taken out");
        } finally {
            hold.countDown();
            caller.shutdownNow();
        }
    }

    private static CountDownLatch latch(String name) {
        CountDownLatch latch = new CountDownLatch(1);
        System.getProperties().put(name, latch);
        return latch;
    }

    private static ClassLoader loaderOf(Tool tool) {
        return PluginPart.of(tool).orElseThrow().object().getClass().getClassLoader();
    }

    private static Path copyOf(Tool tool) {
        URL jar = ((URLClassLoader) loaderOf(tool)).getURLs()[0];
        return Path.of(URI.create(jar.toString())).getParent();
    }

    @Test
    void whoWorksWithAPluginKeepsItBetweenTwoCallsButNotForEver() throws Exception {
        install("acme", "\"one\"", "acme.jar");
        Tool old = tool();
        try (PluginUse use = PluginUse.of("session 7", List.of(old, "no part of a plugin"))) {
            Files.delete(folder.resolve("acme.jar"));
            look();
            assertThat(look())
                    .containsExactly(new PluginChange(Kind.REMOVED, "plugin skills-acme (acme.jar) was taken out"));
            assertThat(plugins.current().skills()).isEmpty();
            assertThat(look()).isEmpty();
            assertThat(call(old)).isEqualTo("one");

            now = now.plus(Departures.PATIENCE);
            assertThat(look())
                    .containsExactly(
                            new PluginChange(
                                    Kind.CUT_OFF,
                                    "plugin skills-acme (acme.jar) is closed although it is still in use after 20 minutes: session 7"));
        }
        assertThatThrownBy(() -> old.call(Json.of(Map.of()), null)).hasMessage("the plugin acme was taken out");
        try (PluginUse late = PluginUse.of("session 8", List.of(old))) {
            assertThat(plugins.leaving()).isEmpty();
        }
    }

    @Test
    void aBrokenReplacementLeavesTheOldOneRunning() throws Exception {
        install("acme", "\"one\"", "acme.jar");
        Files.writeString(folder.resolve("acme.jar"), "no jar");
        look();

        assertThat(look()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.REFUSED);
            assertThat(change.words()).contains("acme.jar: is not a jar").endsWith("; skills-acme (acme.jar) goes on");
        });
        assertThat(call(tool())).isEqualTo("one");
        assertThat(plugins.current().problems()).hasSize(1);
        assertThat(plugins.leaving()).isEmpty();
    }

    @Test
    void aNewPluginMustHoldWhatTheKernelDemands() throws Exception {
        put(jar("acme", "\"one\""), "acme.jar");
        look();
        List<PluginChange> changes = plugins.refresh(config, plugin -> {
            throw new IllegalArgumentException("the tool is the kernel's own");
        });

        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.words())
                        .endsWith("acme.jar: IllegalArgumentException: the tool is the kernel's own"));
        assertThat(plugins.current().loaded()).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsHadOnceItsOwnerGoes() throws Exception {
        install("acme", "\"one\"", "acme-1.jar");
        put(jar("acme", "\"two\""), "acme-2.jar");
        look();
        assertThat(look())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.words()).contains("the plugin name \"skills-acme\" is taken by skills-acme"));

        Files.delete(folder.resolve("acme-1.jar"));
        look();
        assertThat(kinds()).containsExactly(Kind.REMOVED, Kind.LOADED);
        assertThat(call(tool())).isEqualTo("two");
        assertThat(plugins.current().problems()).isEmpty();
    }

    @Test
    void aPluginIsLoadedAnewWhenItsOwnSectionChangesAndTheOldOneStaysWhereThatIsWrong() throws Exception {
        install("acme", "greeting", "acme.jar");
        assertThat(call(tool())).isEqualTo("none");

        config = config("# further down\n\nacme: {greeting: hello}\n");
        assertThat(kinds()).containsExactly(Kind.REPLACED);
        assertThat(call(tool())).isEqualTo("hello");
        config = config("acme: {greeting: hello}\nfindings: {repeat_after: 3h}\n");
        assertThat(kinds()).as("another section").containsExactly(Kind.CLOSED);

        config = config("acme: {greting: hello}\n");
        assertThat(look())
                .singleElement()
                .satisfies(change -> assertThat(change.words())
                        .contains("config.yaml:1: acme.greting: unknown key")
                        .endsWith("skills-acme (acme.jar) goes on"));
        assertThat(call(tool())).isEqualTo("hello");
        config = config("acme: {greeting: again}\n");
        assertThat(kinds()).containsExactly(Kind.REPLACED);
        assertThat(call(tool())).isEqualTo("again");
    }

    private Config config(String yaml) throws IOException {
        Files.writeString(home.config(), yaml);
        return ConfigLoader.load(home, Map.of(), Map.of());
    }

    @Test
    void aFolderThatGoesAwayTakesNoPluginOut() throws Exception {
        install("acme", "\"one\"", "acme.jar");
        Path away = Files.move(folder, directory.resolve("away"));

        assertThat(look())
                .singleElement()
                .satisfies(change -> assertThat(change.words())
                        .contains("the folder is gone")
                        .endsWith("what was loaded stays"));
        assertThat(look()).isEmpty();
        assertThat(call(tool())).isEqualTo("one");

        Files.move(away, folder);
        assertThat(look()).isEmpty();
        assertThat(plugins.current().problems()).isEmpty();
    }

    @Test
    void everyPluginIsLoadedWithTheContextOfTheConfigurationInForce() throws Exception {
        config = config("acme: {greeting: hello}\n");
        install("acme", "greeting", "acme.jar");
        assertThat(call(tool())).isEqualTo("hello");
    }

    @Test
    void whatIsMadeOfThePluginsIsMadeOnceForEachSet() throws Exception {
        Supplier<Object> derived = plugins.derive(all -> new Object());
        Object before = derived.get();
        look();
        assertThat(derived.get()).isSameAs(before);
        install("acme", "\"one\"", "acme.jar");
        assertThat(derived.get()).isNotSameAs(before);
    }

    @Test
    void aHundredSwapsLeaveNoThreadNoOpenFileAndNoClassBehind() throws Exception {
        List<Path> versions = List.of(busy("\"one\""), busy("\"two\""));
        put(versions.get(0), "busy.jar");
        look();
        look();
        Path copies = copyOf(tool()).getParent();
        WeakReference<ClassLoader> first = new WeakReference<>(loaderOf(tool()));
        for (int swap = 1; swap <= 100; swap++) {
            call(tool());
            put(versions.get(swap % 2), "busy.jar");
            look();
            assertThat(kinds()).as("swap " + swap).contains(Kind.REPLACED);
        }
        assertThat(kinds()).containsExactly(Kind.CLOSED);

        try (Stream<Path> left = Files.list(copies)) {
            assertThat(left).hasSize(1);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("busy-plugin")))
                .hasSize(1);
        assertThat(openBelow(copies)).hasSizeLessThanOrEqualTo(1);
        Awaitility.await().until(() -> {
            System.gc();
            return first.get() == null;
        });
    }

    /** A plugin that has a thread of its own, which it ends, and reads a resource by its URL. */
    private Path busy(String text) throws IOException {
        return PluginJar.plugin("acme.busy.P", "busy", "")
                .source("acme.busy.P", """
                package acme.busy;
                import dev.midwatch.api.*;
                import dev.midwatch.api.kube.*;
                import dev.midwatch.api.tool.*;
                import java.util.*;
                public final class P implements Plugin, AutoCloseable {
                    private final Thread thread = new Thread(() -> {
                        try {
                            Thread.sleep(Long.MAX_VALUE);
                        } catch (InterruptedException end) {
                        }
                    }, "busy-plugin");
                    public P() { thread.start(); }
                    public String name() { return "busy"; }
                    public void close() throws InterruptedException { thread.interrupt(); thread.join(); }
                    public List<Skill> skills(PluginContext context) {
                        Tool tool = new Tool() {
                            public ToolSpec spec() { return ToolSpec.named("busy", "reads"); }
                            public List<Permission> permissions() { return List.of(); }
                            public ToolResult call(Json arguments, ToolContext context) {
                                try (var in = P.class.getResource("/text").openStream()) {
                                    return ToolResult.of(new String(in.readAllBytes()));
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }
                        };
                        return List.of(Skill.named("busy", "").tools(tool));
                    }
                }
                """)
                .file("text", text)
                .write(directory.resolve("built").resolve(++written + ".jar"));
    }

    /** What this process has open there, as Linux tells; elsewhere nothing is known. */
    private static List<Path> openBelow(Path copies) throws IOException {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return List.of();
        }
        try (Stream<Path> open = Files.list(handles)) {
            return open.flatMap(LivePluginsTest::target)
                    .filter(file -> file.toString().startsWith(copies + "/"))
                    .toList();
        }
    }

    private static Stream<Path> target(Path handle) {
        try {
            return Stream.of(Files.readSymbolicLink(handle));
        } catch (NoSuchFileException closedMeanwhile) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
