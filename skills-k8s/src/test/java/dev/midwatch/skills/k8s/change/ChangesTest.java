package dev.midwatch.skills.k8s.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.OneCycle;
import dev.midwatch.testkit.FakeCluster;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final OneCycle cycle = OneCycle.of(FakeCluster.empty());

    private static Finding about(String name) {
        return Finding.of("PodNotReady", Severity.WARNING, ObjectRef.of(ResourceType.STATEFUL_SETS, "shop", name));
    }

    @Test
    void readsAWorkloadOnceForAllChecksOfACycle() {
        new Changes(cycle).behind(about("db"));
        int first = cycle.reads().size();
        new Changes(cycle).behind(about("db"));

        assertThat(first).isPositive();
        assertThat(cycle.reads()).hasSize(first);
    }

    @Test
    void readsNoEndlessNumberForOneCheck() {
        Changes changes = new Changes(cycle);
        changes.behind(about("db"));
        int one = cycle.reads().size();
        IntStream.range(0, 50).forEach(number -> changes.behind(about("db-" + number)));

        assertThat(cycle.reads()).hasSize(10 * one);
    }
}
