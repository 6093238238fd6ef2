package dev.midwatch.skills.k8s.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceTerminatingTest extends CheckContract {
    private static final String FINALIZERS = """
            {type: NamespaceContentRemaining, status: "True", reason: SomeResourcesRemain, message: "Some resources are remaining: foos.example.com has 2 resource instances, pods. has 1 resource instances"},
            {type: NamespaceFinalizersRemaining, status: "True", reason: SomeFinalizersRemain, message: "Some content in the namespace has finalizers remaining: example.com/cleanup in 2 resource instances"}""";
    private static final String DISCOVERY = """
            {type: NamespaceDeletionDiscoveryFailure, status: "True", reason: DiscoveryFailed, message: "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1"}""";
    private static final String PODS = """
            {type: NamespaceContentRemaining, status: "True", reason: SomeResourcesRemain, message: "Some resources are remaining: pods. has 1 resource instances"}""";

    private static String namespace(String deleted, String conditions) {
        return """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, uid: n1, creationTimestamp: "2025-12-01T00:00:00Z", deletionTimestamp: "%s"}
                spec: {finalizers: [kubernetes]}
                status: {phase: Terminating, conditions: [%s]}
                """.formatted(deleted, conditions);
    }

    private static String pod(String graceEnds) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, namespace: shop, uid: p1, deletionTimestamp: "%s"}
                """.formatted(graceEnds);
    }

    @Override
    protected Check check() {
        return new NamespaceTerminating();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "finalizers that remain",
                        "NamespaceTerminating",
                        namespace("2026-01-02T11:00:00Z", FINALIZERS)),
                new Fault(
                        "an API that cannot be discovered",
                        "NamespaceTerminating",
                        namespace("2026-01-02T11:00:00Z", DISCOVERY)),
                new Fault("nobody who says why", "NamespaceTerminating", namespace("2026-01-02T11:00:00Z", "")),
                new Fault(
                        "a pod past its grace",
                        "NamespaceTerminating",
                        namespace("2026-01-02T11:00:00Z", PODS) + pod("2026-01-02T11:01:00Z")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one that was just deleted", namespace("2026-01-02T11:57:00Z", FINALIZERS)),
                new LookAlike(
                        "one whose pod has an hour to end",
                        namespace("2026-01-02T11:30:00Z", PODS) + pod("2026-01-02T12:30:00Z")),
                new LookAlike("one that stays", """
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: shop}
                        status: {phase: Active}
                        """));
    }

    private Finding find(String manifests) throws Exception {
        return CheckRun.of(check()).findings(FakeCluster.of(manifests)).get(0);
    }

    @Test
    void saysWhichFinalizersRemainOnWhat() throws Exception {
        Finding finding = find(namespace("2026-01-02T11:00:00Z", FINALIZERS));

        assertThat(finding.cause())
                .isEqualTo("finalizers remain: example.com/cleanup on 2 objects (2 foos.example.com, 1 pods); "
                        + "whatever removes them has not");
        assertThat(finding.look()).isEqualTo("kubectl -n shop get foos.example.com,pods -o yaml");
    }

    @Test
    void foldsUnderTheApiThatCannotBeDiscovered() throws Exception {
        Finding finding = find(namespace("2026-01-02T11:00:00Z", DISCOVERY));

        assertThat(finding.cause()).endsWith("an API cannot be discovered: metrics.k8s.io/v1beta1");
        assertThat(finding.dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("apiregistration.k8s.io/APIService//v1beta1.metrics.k8s.io");
    }

    @Test
    void foldsUnderThePodThatDoesNotGo() throws Exception {
        Finding finding = find(namespace("2026-01-02T11:00:00Z", PODS) + pod("2026-01-02T11:01:00Z"));

        assertThat(finding.dependsOn()).extracting(ObjectRef::key).containsExactly("/Pod/shop/web-1");
    }

    @Test
    void saysFinalizersOfTheNamespaceItself() throws Exception {
        Finding finding = find(namespace("2026-01-02T11:00:00Z", "").replace("[kubernetes]", "[example.com/hold]"));

        assertThat(finding.cause()).isEqualTo("it has finalizers of its own: example.com/hold");
    }

    @Test
    void takesWordsItDoesNotKnowAsTheyAre() throws Exception {
        Finding finding = find(namespace(
                "2026-01-02T11:00:00Z",
                "{type: NamespaceFinalizersRemaining, status: 'True', message: 'other words'}, {type: 7}, null"));

        assertThat(finding.cause()).isEqualTo("finalizers remain: other words; whatever removes them has not");
    }

    @Test
    void speaksForItselfWherePodsAreHidden() throws Exception {
        FakeCluster blind =
                FakeCluster.of(namespace("2026-01-02T11:00:00Z", PODS)).forbid(ResourceType.PODS);

        assertThat(CheckRun.of(check()).findings(blind)).hasSize(1);
    }
}
