package dev.midwatch.skills.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSummaryTest {
    private static final String CLUSTER = """
            {apiVersion: v1, kind: Node, metadata: {name: n1}, status: {conditions: [{type: Ready, status: "True"}]}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {unschedulable: true}, status: {conditions: [{type: Ready, status: "False"}]}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: shop}, status: {phase: Running}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: web-2, namespace: shop}, status: {phase: Pending}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: old, namespace: shop}, status: {phase: Failed, reason: Evicted}}
            ---
            {apiVersion: metrics.k8s.io/v1beta1, kind: PodMetrics, metadata: {name: web-1, namespace: shop}, containers: [{usage: {cpu: 250m, memory: 300Mi}}, {usage: {cpu: 250m, memory: 212Mi}}]}
            ---
            {apiVersion: metrics.k8s.io/v1beta1, kind: PodMetrics, metadata: {name: db-0, namespace: shop}, containers: [{usage: {cpu: 100m, memory: 2Gi}}]}
            ---
            {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: shop, namespace: argocd}, status: {sync: {status: OutOfSync}, health: {status: Healthy}}}
            ---
            {apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: web-tls, namespace: shop}, status: {notAfter: "2026-01-07T12:00:00Z", conditions: [{type: Ready, status: "True"}]}}
            """;

    private static String summary(ClusterReader cluster) {
        return new ClusterSummary().call(Json.of(Map.of()), new Noon(cluster)).text();
    }

    private record Noon(ClusterReader cluster) implements ToolContext {
        @Override
        public Instant now() {
            return CheckRun.NOON;
        }
    }

    @Test
    void saysHowTheClusterIs() {
        assertThat(summary(FakeCluster.of(CLUSTER))).isEqualTo("""
                        - **Nodes:** 1 of 2 ready; not ready 1: n2; closed to new pods 1: n2
                        - **Pods not running:** 2: shop/old Evicted, shop/web-2 Pending
                        - **Top CPU:** shop/web-1 0.50 cores, shop/db-0 0.10 cores
                        - **Top memory:** shop/db-0 2.0 GiB, shop/web-1 512 MiB
                        - **Argo CD:** 1 applications; out of sync 1: shop; degraded none
                        - **Certificates:** 1 certificates; warnings 1: shop/web-tls ends in 5 days""");
    }

    @Test
    void saysWhatItCannotSee() {
        assertThat(summary(FakeCluster.of(CLUSTER).forbid(ResourceType.NODES)))
                .contains("**Nodes:** cannot be seen (cannot list resource \"nodes\")", "**Pods not running:** 2");
    }

    @Test
    void isShortAboutAnEmptyCluster() {
        assertThat(summary(FakeCluster.empty()))
                .contains(
                        "0 of 0 ready",
                        "**Pods not running:** none",
                        "not known: no metrics",
                        "no applications",
                        "no certificates");
    }
}
