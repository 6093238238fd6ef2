package dev.midwatch.skills.k8s.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatChangedTest {
    private static final Instant BROKE = Instant.parse("2026-01-02T09:15:00Z");

    /** Tells each owner as broken since {@link #BROKE}, with what changed as evidence. */
    private record Broken(List<ObjectRef> owners) implements Check {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String description() {
            return "says that it is broken";
        }

        @Override
        public List<Permission> permissions() {
            return WhatChanged.PERMISSIONS;
        }

        @Override
        public List<Finding> run(CheckContext context) {
            Changes changes = new Changes(context);
            return owners.stream()
                    .map(owner -> changes.addTo(
                            Finding.of("Broken", Severity.WARNING, owner).since(BROKE)))
                    .toList();
        }
    }

    private static final ObjectRef WEB = ObjectRef.of(ResourceType.DEPLOYMENTS, "shop", "web");

    private static String changed(FakeCluster cluster, ObjectRef owner) throws ClusterException {
        return CheckRun.of(new Broken(List.of(owner)))
                .findings(cluster)
                .get(0)
                .evidence()
                .getOrDefault("changed", "");
    }

    private static String deployment(int revision) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: d1, annotations: {deployment.kubernetes.io/revision: "%d"}}
                spec: {replicas: 2}
                """.formatted(revision);
    }

    private static String set(String name, int revision, int replicas, String created, String container) {
        return """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: %s
                  namespace: shop
                  creationTimestamp: "%s"
                  annotations: {deployment.kubernetes.io/revision: "%d"}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]
                spec:
                  replicas: %d
                  template:
                    metadata: {labels: {app: web, pod-template-hash: %s}}
                    spec: {containers: [{name: app, %s}]}
                """.formatted(name, created, revision, replicas, name, container);
    }

    @Test
    void saysTheImageAndTheMomentBesideTheMomentItBroke() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment(5)
                + set("web-a", 4, 2, "2026-01-01T08:00:00Z", "image: 'ghcr.io/shop/web:1.4'")
                + set("web-b", 5, 1, "2026-01-02T09:12:00Z", "image: 'ghcr.io/shop/web:1.5'"));

        assertThat(changed(cluster, WEB)).isEqualTo("image web:1.4 -> web:1.5 at 09:12 UTC, 3 minutes before it broke");
    }

    @Test
    void namesWhatTemplatesDifferInWithoutTheValuesOfVariables() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                deployment(5)
                        + set(
                                "web-a",
                                4,
                                2,
                                "2026-01-01T08:00:00Z",
                                "image: web, env: [{name: TOKEN, value: abc}], resources: {limits: {memory: 512Mi}}, livenessProbe: {httpGet: {path: /, port: 80}}")
                        + set(
                                "web-b",
                                5,
                                1,
                                "2026-01-02T09:12:00Z",
                                "image: web, env: [{name: TOKEN, value: hunter2}], resources: {limits: {memory: 64Mi}}, livenessProbe: {httpGet: {path: /, port: 81}}"));

        assertThat(changed(cluster, WEB))
                .startsWith(
                        "variable TOKEN changed, memory limit 512Mi -> 64Mi, liveness probe httpGet.port 80 -> 81 at")
                .doesNotContain("hunter2");
    }

    @Test
    void saysARollbackForWhatItIsAndGivesItNoWrongTime() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment(6)
                + set("web-a", 6, 2, "2026-01-01T08:00:00Z", "image: 'web:1.4'")
                + set("web-b", 5, 0, "2026-01-02T09:12:00Z", "image: 'web:1.5'")
                + set("web-c", 3, 0, "2026-01-02T07:12:00Z", "image: 'web:1.3'"));

        assertThat(changed(cluster, WEB)).isEqualTo("image web:1.5 -> web:1.4, back to an earlier revision");
    }

    @Test
    void claimsNothingWhenTheRevisionBeforeIsGoneOrIsAnothers() throws ClusterException {
        String now = deployment(5) + set("web-b", 5, 2, "2026-01-02T09:12:00Z", "image: 'web:1.5'");
        String older = set("web-a", 3, 0, "2026-01-01T08:00:00Z", "image: 'web:1.3'");
        String anothers =
                set("web-a", 4, 0, "2026-01-01T08:00:00Z", "image: 'web:1.3'").replace("uid: d1", "uid: d0");

        assertThat(changed(FakeCluster.of(now), WEB)).isEmpty();
        assertThat(changed(FakeCluster.of(now + older), WEB)).isEmpty();
        assertThat(changed(FakeCluster.of(now + anothers), new ObjectRef("apps/v1", "Deployment", "shop", "web", "d1")))
                .isEmpty();
    }

    @Test
    void isSilentWhereRevisionsAreHidden() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment(5)
                        + set("web-a", 4, 2, "2026-01-01T08:00:00Z", "image: 'web:1.4'")
                        + set("web-b", 5, 1, "2026-01-02T09:12:00Z", "image: 'web:1.5'"))
                .forbid(ResourceType.REPLICA_SETS);

        assertThat(changed(cluster, WEB)).isEmpty();
    }

    private static String revision(String name, int number, String created, String template) {
        return """
                ---
                apiVersion: apps/v1
                kind: ControllerRevision
                metadata:
                  name: %s
                  namespace: shop
                  creationTimestamp: "%s"
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s1, controller: true}]
                revision: %d
                data: {spec: {template: {$patch: replace, %s}}}
                """.formatted(name, created, number, template);
    }

    @Test
    void readsControllerRevisionsOfAStatefulSet() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(revision(
                        "db-1", 1, "2025-12-20T08:00:00Z", "spec: {volumes: [{name: c, configMap: {name: one}}]}")
                + revision("db-2", 2, "2025-12-30T09:15:00Z", "spec: {volumes: [{name: c, configMap: {name: two}}]}"));

        assertThat(changed(cluster, ObjectRef.of(ResourceType.STATEFUL_SETS, "shop", "db")))
                .isEqualTo("volume c configMap.name one -> two at 30 Dec 09:15 UTC, 3 days before it broke");
    }

    @Test
    void knowsARestartFromAChange() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                revision("db-1", 1, "2025-12-20T08:00:00Z", "spec: {containers: [{name: a, image: b}]}")
                        + revision(
                                "db-2",
                                2,
                                "2026-01-02T09:14:50Z",
                                "metadata: {annotations: {kubectl.kubernetes.io/restartedAt: now}}, spec: {containers: [{name: a, image: b}]}"));

        assertThat(changed(cluster, ObjectRef.of(ResourceType.STATEFUL_SETS, "shop", "db")))
                .isEqualTo("restarted by hand at 09:14 UTC, less than a minute before it broke");
    }

    @Test
    void tellsAChangeAfterTheBreakAsSuch() {
        assertThat(new WhatChanged(List.of("args changed"), Optional.of(BROKE.plusSeconds(7_200)))
                        .words(Optional.of(BROKE)))
                .isEqualTo("args changed at 11:15 UTC, 2 hours after it broke");
    }
}
