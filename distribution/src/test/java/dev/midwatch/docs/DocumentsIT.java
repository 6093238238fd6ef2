package dev.midwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.cli.Program;
import dev.midwatch.cli.plugin.CompiledJar;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.testkit.model.ScriptedModel;
import dev.midwatch.testkit.model.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each page's commands, one after the other, over a simulated cluster in which something is broken, and with a model that answers. */
class DocumentsIT {
    /** They have tests of their own. */
    private static final Set<String> ELSEWHERE = Set.of("plugins.md", "api.md", "README.md");
    /** All that the story of the demo breaks is broken after it. */
    private static final Duration STORY = Duration.ofHours(2);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV:(\\w+)}");

    private static final String PLUGIN = """
            package acme;
            import dev.midwatch.api.*;
            public final class Acme implements Plugin {
                public String name() { return "skills-acme"; }
            }
            """;

    @TempDir
    static Path directory;

    private static Simulation cluster;
    private static ScriptedModel model;
    private static Path plugin;

    @BeforeAll
    static void begin() throws IOException {
        cluster = Simulation.start(
                Scenario.builtIn("demo"), Clock.systemUTC().instant().minus(STORY), 0, 1, 0);
        cluster.advance(STORY);
        cluster.clock().speed(1);
        model = ScriptedModel.start().answering(request -> Optional.of(Step.reply("The image does not exist.")));
        plugin = new CompiledJar()
                .source("acme.Acme", PLUGIN)
                .file("META-INF/services/dev.midwatch.api.Plugin", "acme.Acme\n".getBytes(StandardCharsets.UTF_8))
                .write(directory.resolve("acme.jar"));
    }

    @AfterAll
    static void end() {
        model.close();
        cluster.close();
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> doWhatTheySay() throws IOException {
        return MarkdownPage.all().stream()
                .filter(page -> page.blocks().stream().anyMatch(block -> block.runs() || block.goesOn()))
                .filter(page -> !ELSEWHERE.contains(page.file().getFileName().toString()))
                .map(page -> DynamicTest.dynamicTest(page.file().toString(), () -> follow(page)));
    }

    @Test
    void showSettingsThatAreGood() throws Exception {
        List<String> shown = MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(MarkdownPage.Block::isSettings)
                .map(MarkdownPage.Block::text)
                .toList();
        String all = String.join("\n", shown);
        Path home = Files.createDirectory(directory.resolve("settings"));
        Files.writeString(home.resolve("config.yaml"), all);
        Files.writeString(
                home.resolve(".env"),
                REFERENCE
                        .matcher(all)
                        .results()
                        .map(one -> one.group(1) + "=any\n")
                        .collect(Collectors.joining()));

        Program.Ended checked = new Program(home).run("config", "check");

        assertThat(checked.exit()).as(checked.err()).isZero();
        assertThat(shown).hasSizeGreaterThan(4);
        assertThat(all).as("a variable is named as ${ENV:NAME}").doesNotContainPattern("\\$\\{(?!ENV:)");
    }

    private static void follow(MarkdownPage page) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, "page");
        Path kubeconfig = Files.writeString(work.resolve("kubeconfig"), cluster.kubeconfig());
        PageRun.of(
                page,
                work,
                Map.of(
                        "KUBECONFIG",
                        kubeconfig.toString(),
                        "MODEL_URL",
                        model.baseUrl(),
                        "PLUGIN_JAR",
                        plugin.toString()));
    }
}
