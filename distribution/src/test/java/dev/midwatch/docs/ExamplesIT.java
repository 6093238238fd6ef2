package dev.midwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.cli.Program;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README of an example says, done in a project that began with it. */
@Tag("long")
class ExamplesIT {
    @ParameterizedTest
    @ValueSource(strings = {"check", "tool", "action", "channel"})
    void doWhatTheySay(String kind, @TempDir Path directory) throws Exception {
        Path project = directory.resolve("acme");
        Program.Ended written = new Program(directory.resolve("home"))
                .run("plugins", "new", "acme", "--kind", kind, "--directory", project.toString());
        assertThat(written.exit()).as(written.err()).isZero();
        Path readme = project.resolve("README.md");
        MarkdownPage page =
                MarkdownPage.of(readme, "```sh\ncp -r \"$PROJECT/.\" .\n```\n\n" + Files.readString(readme));
        try (Simulation cluster = Simulation.start(Scenario.builtIn("healthy"))) {
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());

            List<PageRun.Step> steps = PageRun.of(
                    page,
                    Files.createDirectory(directory.resolve("work")),
                    Map.of("PROJECT", project.toString(), "KUBECONFIG", kubeconfig.toString()));

            assertThat(steps).hasSizeGreaterThan(2);
        }
    }
}
