package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.CheckPolicy;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.MetricsSource;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.kube.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus that does not answer: what the cluster shows is told, and that something was not seen. */
class MissingMetricsTest {
    private static final RegisteredCheck CURIOUS = new RegisteredCheck("test", new Curious());

    private HealthyCluster healthy;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        healthy = new HealthyCluster(directory);
    }

    @AfterEach
    void close() {
        healthy.close();
    }

    private CheckReport look(MetricsSource metrics) {
        return healthy.cycle(CheckPolicy.DEFAULTS, metrics).look(List.of(CURIOUS));
    }

    @Test
    void tellsWhatTheClusterShowsAndThatSomethingWasNotSeen() {
        CheckReport report = look((now, missing) -> (promql, back) -> {
            missing.accept("Prometheus did not answer: HTTP 503");
            return List.of();
        });

        assertThat(report.findings()).isNotEmpty();
        assertThat(report.gaps())
                .containsExactly(new CheckReport.Gap("curious", "Prometheus did not answer: HTTP 503", false));
        assertThat(report.ran()).as("so that nothing counts as over").isEmpty();
        assertThat(report.coverage().blind())
                .as("so that it is told where gaps are")
                .containsExactly(new Coverage.Blind("curious", "*", "Prometheus did not answer"));
    }

    @Test
    void isNoMatterWhereNoneIsConfigured() {
        CheckReport report = look(MetricsSource.NONE);

        assertThat(report.complete()).isTrue();
        assertThat(report.ran()).containsExactly("curious");
    }

    @Test
    void isAskedAtTheTimeOfTheCycle() {
        List<String> asked = new ArrayList<>();

        CheckReport report = look((now, missing) -> (promql, back) -> {
            asked.add(promql + " at " + now);
            return List.of();
        });

        assertThat(asked).containsExactly("up at " + report.started());
    }

    private static final class Curious implements Check {
        @Override
        public String name() {
            return "curious";
        }

        @Override
        public String description() {
            return "namespaces";
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.list(ResourceType.NAMESPACES));
        }

        @Override
        public List<Finding> run(CheckContext context) throws ClusterException {
            List<Metrics.Series> up = context.metrics().now("up");
            List<Finding> findings = new ArrayList<>();
            for (KubeObject namespace : context.cluster().list(ResourceType.NAMESPACES)) {
                findings.add(Finding.warning("Odd", namespace).summary(up.size() + " are up"));
            }
            return findings;
        }
    }
}
