package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class NowhereTest {
    private final CheckRun check = CheckRun.of(new PodUnschedulable());

    private static String pending(String message, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, namespace: shop, uid: p1, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec:
                  %s
                status:
                  phase: Pending
                  conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "%s", lastTransitionTime: "2026-01-02T11:00:00Z"}]
                """.formatted(spec, message);
    }

    private static String requests(String requests) {
        return "containers: [{name: app, image: x, resources: {requests: %s}}]".formatted(requests);
    }

    private static String node(String name, String labels, String ready, String spec) {
        return """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: %s, labels: {kubernetes.io/hostname: %s%s}}
                spec: {%s}
                status:
                  allocatable: {cpu: "4", memory: 16Gi, pods: "1"}
                  conditions: [{type: Ready, status: "%s"}]
                """.formatted(name, name, labels, spec, ready);
    }

    private static String node(String name) {
        return node(name, "", "True", "");
    }

    private static String placed(String name, String node, String memory) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop}
                spec: {nodeName: %s, containers: [{name: app, image: x, resources: {requests: {memory: %s}}}]}
                status: {phase: Running, conditions: [{type: PodScheduled, status: "True"}]}
                """.formatted(name, node, memory);
    }

    private Finding only(String yaml) throws ClusterException {
        return only(FakeCluster.of(yaml));
    }

    private Finding only(FakeCluster cluster) throws ClusterException {
        assertThat(check.findings(cluster)).hasSize(1);
        return check.findings(cluster).get(0);
    }

    @Test
    void saysThatNoNodeIsLargeEnough() throws ClusterException {
        Finding finding = only(pending("0/2 nodes are available: 2 Insufficient memory.", requests("{memory: 64Gi}"))
                + node("n1")
                + node("n2", "", "False", ""));

        assertThat(finding.cause())
                .startsWith("it wants 64Gi of memory, the largest node (n1) has 16Gi in all: 0/2 nodes");
        assertThat(finding.dependsOn())
                .as("a node that is down would not take it either")
                .isEmpty();
    }

    @Test
    void saysHowMuchIsFreeWhereMostIs() throws ClusterException {
        String cluster = pending("0/2 nodes are available: 2 Insufficient memory.", requests("{memory: 4Gi}"))
                + node("n1")
                + node("n2")
                + placed("a", "n1", "13Gi")
                + placed("b", "n2", "14.5Gi");

        assertThat(only(cluster).cause())
                .startsWith("it wants 4Gi of memory, n1 has most free: 3Gi of 16Gi: 0/2 nodes");
        assertThat(only(FakeCluster.of(cluster).forbid(ResourceType.PODS, "other"))
                        .cause())
                .as("pods that are not seen take room too")
                .startsWith("0/2 nodes");
    }

    @Test
    void blamesANodeThatIsDownAndWouldHaveTakenIt() throws ClusterException {
        Finding finding = only(pending("0/2 nodes are available: 2 Insufficient memory.", requests("{memory: 4Gi}"))
                + node("n1")
                + node("n2", "", "Unknown", "")
                + placed("a", "n1", "13Gi"));

        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Node n2");
    }

    @Test
    void countsInitContainersSidecarsAndOverheadAsTheSchedulerDoes() throws ClusterException {
        String spec = "overhead: {memory: 1Gi}\n"
                + "  initContainers: [{name: proxy, image: x, restartPolicy: Always, resources: {requests:"
                + " {memory: 2Gi}}}, {name: load, image: x, resources: {requests: {memory: 20Gi}}}]\n"
                + "  "
                + requests("{memory: 4Gi}");

        assertThat(only(pending("1 Insufficient memory", spec) + node("n1")).cause())
                .startsWith("it wants 23Gi of memory, the largest node (n1) has 16Gi");
    }

    @Test
    void saysThatNoNodeOffersAGpu() throws ClusterException {
        assertThat(only(pending(
                                        "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.",
                                        requests("{nvidia.com/gpu: 1}"))
                                + node("n1"))
                        .cause())
                .startsWith("it wants 1 of nvidia.com/gpu, and no node offers any");
    }

    @Test
    void saysHowManyPodsANodeMayHoldAndBlamesTheFullNode() throws ClusterException {
        Finding finding = only(pending("0/1 nodes are available: 1 Too many pods.", requests("{}"))
                + node("n1")
                + placed("a", "n1", "1Gi"));

        assertThat(finding.cause()).startsWith("n1 holds 1 pods of 1 that it may");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Node n1");
    }

    @Test
    void namesTheTaintThatIsNotTolerated() throws ClusterException {
        String taints =
                "taints: [{key: dedicated, value: db, effect: NoSchedule}, {key: soft, effect: PreferNoSchedule}]";
        String pod = "tolerations: [{key: other, operator: Exists}]\n  " + requests("{}");

        assertThat(only(pending("0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: db}.", pod)
                                + node("n1", "", "True", taints))
                        .cause())
                .startsWith("taint dedicated=db:NoSchedule on n1: 0/1");
    }

    @Test
    void namesTheLabelThatNoNodeHas() throws ClusterException {
        String message = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.";
        String affinity =
                "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                        + " [{matchExpressions: [{key: zone, operator: In, values: [a, b]}]}]}}}\n"
                        + "  " + requests("{}");

        assertThat(only(pending(message, "nodeSelector: {disk: ssd}\n  " + requests("{}"))
                                + node("n1", ", disk: hdd", "True", ""))
                        .cause())
                .startsWith("no node has the label disk=ssd (there it is hdd)");
        assertThat(only(pending(message, "nodeSelector: {disktyp: ssd}\n  " + requests("{}"))
                                + node("n1", ", disktype: ssd", "True", ""))
                        .cause())
                .startsWith("no node has the label disktyp=ssd (the nearest label there is disktype)");
        assertThat(only(pending(message, affinity) + node("n1")).cause())
                .startsWith("no node has the label zone in [a, b]");
    }

    @Test
    void namesTheNodeThatHoldsTheVolume() throws ClusterException {
        String cluster = pending(
                        "0/2 nodes are available: 2 node(s) had volume node affinity conflict.",
                        "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n  " + requests("{}"))
                + node("n1") + node("n2", "", "Unknown", "") + """
                        ---
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: data, namespace: shop}
                        spec: {volumeName: pvc-1}
                        ---
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: pvc-1}
                        spec: {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [n2]}]}]}}}
                        """;

        Finding finding = only(cluster);

        assertThat(finding.cause()).startsWith("its volume pvc-1 is on n2, which is not ready: 0/2 nodes");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly("PersistentVolumeClaim shop/data", "Node n2");
    }

    @Test
    void keepsTheSchedulersWordsWhereNodesCannotBeSeen() throws ClusterException {
        FakeCluster hidden = FakeCluster.of(
                        pending("0/1 nodes are available: 1 Insufficient cpu.", requests("{cpu: 8}")) + node("n1"))
                .forbid(ResourceType.NODES);

        assertThat(only(hidden).cause()).isEqualTo("0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void looksAtTheOneNodeThatAPodOfADaemonSetIsFor() throws ClusterException {
        String pinned = "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                + " [{matchFields: [{key: metadata.name, operator: In, values: [n2]}]}]}}}\n"
                + "  " + requests("{memory: 4Gi}");

        assertThat(only(pending("0/2 nodes are available: 1 Insufficient memory.", pinned)
                                + node("n1")
                                + node("n2")
                                + placed("b", "n2", "14Gi"))
                        .cause())
                .startsWith("it wants 4Gi of memory, n2 has most free: 2Gi of 16Gi");
    }
}
