package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class ServiceLintTest {
    private final CheckRun check = CheckRun.of(new ServiceLint());

    private static String service(String spec, int pods) {
        StringBuilder all = new StringBuilder("""
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec: {selector: {app: web}, %s}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-abc, namespace: shop, labels: {kubernetes.io/service-name: web}}
                endpoints: [{conditions: {ready: true}}]
                """.formatted(spec));
        for (int i = 0; i < pods; i++) {
            all.append("""
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-%d, namespace: shop, labels: {app: web}}
                    status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
                    """.formatted(i));
        }
        return all.toString();
    }

    @Test
    void isLint() {
        assertThat(new ServiceLint().lint()).isTrue();
        assertThat(new NetworkPolicyLint().lint()).isTrue();
    }

    @Test
    void mentionsASingleEndpoint() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service("type: ClusterIP", 1))))
                .containsExactly("ServiceSingleEndpoint");
        assertThat(check.reasons(FakeCluster.of(service("type: ClusterIP", 2)))).isEmpty();
    }

    @Test
    void mentionsTrafficPoliciesWithAnOverlookedSide() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service("type: NodePort, externalTrafficPolicy: Local", 2))))
                .containsExactly("ServiceTrafficPolicyOdd");
        assertThat(check.reasons(FakeCluster.of(service("type: LoadBalancer, externalTrafficPolicy: Cluster", 2))))
                .containsExactly("ServiceTrafficPolicyOdd");
        assertThat(check.reasons(FakeCluster.of(service("type: LoadBalancer, externalTrafficPolicy: Local", 2))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service("type: ClusterIP, internalTrafficPolicy: Local", 2))))
                .containsExactly("ServiceTrafficPolicyOdd");
    }
}
