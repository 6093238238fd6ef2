package dev.midwatch.docs;

import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each page's commands, one after the other, over a simulated cluster. */
class DocumentsIT {
    /** They have tests of their own. */
    private static final Set<String> ELSEWHERE = Set.of("plugins.md", "api.md");

    @TempDir
    static Path directory;

    private static Simulation cluster;

    @BeforeAll
    static void begin() {
        cluster = Simulation.start(Scenario.builtIn("demo"), Clock.systemUTC().instant(), 1, 1, 0);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @TestFactory
    Stream<DynamicTest> doWhatTheySay() throws IOException {
        return MarkdownPage.all().stream()
                .filter(page -> page.blocks().stream().anyMatch(MarkdownPage.Block::runs))
                .filter(page -> !ELSEWHERE.contains(page.file().getFileName().toString()))
                .map(page -> DynamicTest.dynamicTest(page.file().toString(), () -> follow(page)));
    }

    private static void follow(MarkdownPage page) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(directory, "page");
        Path kubeconfig = Files.writeString(work.resolve("kubeconfig"), cluster.kubeconfig());
        PageRun.of(page, work, Map.of("KUBECONFIG", kubeconfig.toString()));
    }
}
