package dev.midwatch.skills.k8s.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.skills.k8s.pod.PodChecks;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class ChangeBesideTest {
    private static final String POD = """
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: db-0
              namespace: shop
              ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s1, controller: true}]
            status:
              phase: Running
              conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T11:00:00Z"}]
              containerStatuses:
                - name: db
                  restartCount: 9
                  state: {waiting: {reason: CrashLoopBackOff}}
                  lastState: {terminated: {exitCode: 1, reason: Error, finishedAt: "2026-01-02T11:58:00Z"}}
            """;

    private static Check crashes() {
        return PodChecks.all().stream()
                .filter(check -> check.name().equals("pod-crash-loop"))
                .findFirst()
                .orElseThrow();
    }

    private static String revision(int number, String created, String image) {
        return """
                ---
                apiVersion: apps/v1
                kind: ControllerRevision
                metadata:
                  name: db-%d
                  namespace: shop
                  creationTimestamp: "%s"
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s1, controller: true}]
                revision: %d
                data: {spec: {template: {spec: {containers: [{name: db, image: "%s"}]}}}}
                """.formatted(number, created, number, image);
    }

    @Test
    void setsTheLastChangeBesideACrash() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(POD
                + revision(1, "2025-12-01T00:00:00Z", "postgres:17")
                + revision(2, "2026-01-02T10:50:00Z", "postgres:18"));

        assertThat(CheckRun.of(crashes()).findings(cluster).get(0).evidence())
                .containsEntry("changed", "image postgres:17 -> postgres:18 at 10:50 UTC, 10 minutes before it broke");
    }

    @Test
    void leavesACrashAsItIsWhereNothingChanged() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(POD + revision(1, "2025-12-01T00:00:00Z", "postgres:17"));

        assertThat(CheckRun.of(crashes()).findings(cluster).get(0).evidence()).doesNotContainKey("changed");
    }
}
