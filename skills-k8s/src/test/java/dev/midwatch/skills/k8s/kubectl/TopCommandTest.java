package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class TopCommandTest {
    private final FakeCluster cluster = FakeCluster.of("""
            {apiVersion: metrics.k8s.io/v1beta1, kind: NodeMetrics, metadata: {name: n1}, usage: {cpu: 1500000001n, memory: 2Gi}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n1}, status: {allocatable: {cpu: "4", memory: 8Gi}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n2}, status: {allocatable: {cpu: "4", memory: 8Gi}}}
            ---
            apiVersion: metrics.k8s.io/v1beta1
            kind: PodMetrics
            metadata: {name: web, namespace: default}
            containers: [{name: app, usage: {cpu: 10m, memory: 1024Ki}}, {name: proxy, usage: {cpu: 2m, memory: 3Mi}}]
            ---
            apiVersion: metrics.k8s.io/v1beta1
            kind: PodMetrics
            metadata: {name: db, namespace: default}
            containers: [{name: db, usage: {cpu: "1", memory: 1Mi}}]
            """);

    @Test
    void showsNodesWithTheirShareOfWhatCanBeAllocated() throws Exception {
        assertThat(text(cluster, "top nodes").lines().map(String::stripTrailing))
                .containsExactly(
                        "NAME   CPU(cores)   CPU(%)      MEMORY(bytes)   MEMORY(%)",
                        "n1     1501m        37%         2048Mi          25%",
                        "n2     <unknown>    <unknown>   <unknown>       <unknown>");
    }

    @Test
    void addsUpContainersAndSorts() throws Exception {
        assertThat(text(cluster, "top pods").lines().map(String::stripTrailing))
                .containsExactly(
                        "NAME   CPU(cores)   MEMORY(bytes)", "db     1000m        1Mi", "web    12m          4Mi");
        assertThat(text(cluster, "top po --sort-by=memory -A --no-headers")
                        .lines()
                        .map(String::stripTrailing))
                .containsExactly("default   web   12m     4Mi", "default   db    1000m   1Mi");
        assertThat(text(cluster, "top pod web --containers").lines().map(String::stripTrailing))
                .containsExactly(
                        "POD   NAME    CPU(cores)   MEMORY(bytes)",
                        "web   app     10m          1Mi",
                        "web   proxy   2m           3Mi");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(text(FakeCluster.empty(), "top nodes")).contains("metrics-server");
        assertThat(run(cluster, "top pod nope").text()).contains("no metrics of pods \"nope\"");
        assertThat(run(cluster, "top services").text()).contains("nodes or pods");
        assertThat(run(cluster, "top pods --sort-by=name").text()).contains("cpu or memory");
    }
}
