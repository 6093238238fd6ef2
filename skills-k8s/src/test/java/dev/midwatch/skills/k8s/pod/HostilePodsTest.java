package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HostilePodsTest {
    private static final List<String> PODS = List.of(
            "{metadata: {name: a, namespace: shop}}",
            "{metadata: {name: a, namespace: shop}, spec: null, status: null}",
            "{metadata: {name: a, namespace: shop, creationTimestamp: soon, ownerReferences: [null, {}]}, spec: [], status: words}",
            "{metadata: {name: a, namespace: shop}, spec: {nodeName: 7, containers: {}, volumes: [null, 3], tolerations: no},"
                    + " status: {phase: 3, conditions: [null, {}, {type: Ready}], containerStatuses: [null, {}, [], 4]}}",
            "{metadata: {name: a, namespace: shop}, spec: {nodeName: n1}, status: {phase: Running, conditions: [{type: Ready, status: false}],"
                    + " containerStatuses: [{name: 5, restartCount: '12', state: {waiting: {reason: 3}},"
                    + " lastState: {terminated: {exitCode: '137', reason: null, finishedAt: 12, startedAt: never}}}]}}",
            "{metadata: {name: a, namespace: shop}, spec: {schedulingGates: [{}], containers: [{resources: {requests: {memory: lots}}}]},"
                    + " status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                    + " message: '1 Insufficient memory, Insufficient .'}]}}",
            "{metadata: {name: a, namespace: shop, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [null]}, status: {reason: Evicted, phase: Failed}}");

    private static final String NODE = """
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {taints: [null, {}]}, status: {allocatable: {memory: none}, conditions: {}}}
            ---
            {apiVersion: v1, kind: Event, metadata: {name: e, namespace: shop}, type: Warning, reason: Unhealthy, involvedObject: {kind: Pod, namespace: shop, name: a, fieldPath: 'spec.containers{'}, count: many}
            """;

    @TestFactory
    Stream<DynamicTest> takesWhateverAnApiServerMightHold() {
        return PodChecks.all().stream()
                .flatMap(check -> PODS.stream()
                        .map(pod -> DynamicTest.dynamicTest(check.name() + " " + pod, () -> look(check, pod))));
    }

    private static void look(Check check, String pod) {
        FakeCluster cluster = FakeCluster.of("{apiVersion: v1, kind: Pod, " + pod.substring(1) + "\n" + NODE);

        assertThatCode(() -> CheckRun.of(check).findings(cluster)).doesNotThrowAnyException();
    }
}
