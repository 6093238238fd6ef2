package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the pages take, from the request to the last byte, with 10,000 findings in the ledger. */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenderingIT {
    private static final int FINDINGS = 10_000;
    private static final int WARMING = 60;
    private static final int MEASURED = 200;

    private Stage stage;
    private TestDashboard dashboard;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.healthy(directory);
        ManyFindings.into(stage, FINDINGS);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER).signIn();
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/findings", "/findings?namespace=team-20&folded=yes", "/findings?text=web-99&offset=50"})
    void answersInTime(String path) throws Exception {
        for (int n = 0; n < WARMING; n++) {
            dashboard.page(path);
        }
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < MEASURED; n++) {
            long start = System.nanoTime();
            assertThat(dashboard.get(path).statusCode()).isEqualTo(200);
            times.add((System.nanoTime() - start) / 1e6);
        }
        Collections.sort(times);
        double worst = times.get(MEASURED * 99 / 100 - 1);
        report("%s with %,d findings: %.1f ms median, %.1f ms 99th percentile, %,d bytes on the way%n"
                .formatted(path, FINDINGS, times.get(MEASURED / 2), worst, dashboard.packed(path)));
        assertThat(worst).isLessThan(100);
    }

    private static void report(String line) throws IOException {
        Path numbers = Files.createDirectories(Path.of("target", "numbers"));
        Files.writeString(numbers.resolve("rendering.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
