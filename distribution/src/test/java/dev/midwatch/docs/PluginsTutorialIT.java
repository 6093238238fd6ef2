package dev.midwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to a finding of one's own, with nothing but what docs/plugins.md says. */
@Tag("long")
class PluginsTutorialIT {
    @Test
    void leadsFromAnEmptyFolderToAFindingOfOnesOwn(@TempDir Path work) throws Exception {
        List<PageRun.Step> steps = PageRun.of(MarkdownPage.read(Path.of("../docs/plugins.md")), work, Map.of());

        Duration all = steps.stream().map(PageRun.Step::took).reduce(Duration.ZERO, Duration::plus);
        Files.writeString(
                Path.of("target/plugins-tutorial.txt"),
                steps.stream()
                                .map(step -> "%6.1f s  %s"
                                        .formatted(
                                                step.took().toMillis() / 1e3,
                                                step.block()
                                                        .text()
                                                        .lines()
                                                        .findFirst()
                                                        .orElse("")))
                                .collect(Collectors.joining("\n"))
                        + "\n%6.1f s  all of it, by a machine that reads nothing%n".formatted(all.toMillis() / 1e3));
        assertThat(steps).anySatisfy(step -> assertThat(step.output()).contains("runs a single copy"));
        assertThat(all).isLessThan(Duration.ofMinutes(5));
    }
}
