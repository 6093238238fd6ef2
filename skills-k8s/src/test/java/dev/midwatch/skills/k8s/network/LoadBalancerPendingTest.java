package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadBalancerPendingTest {
    private final CheckRun check = CheckRun.of(new LoadBalancerPending());

    private static String service(String name, String more, String status) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {type: LoadBalancer, ports: [{port: 80, protocol: TCP}]%s}
                status: %s
                """.formatted(name, more, status);
    }

    private static final String ADDRESS = "{loadBalancer: {ingress: [{ip: 192.0.2.7}]}}";

    @Test
    void saysThatNothingInTheClusterGivesAddresses() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(service("web", "", "{loadBalancer: {}}"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).isEqualTo("LoadBalancerPending"))
                .satisfies(finding -> assertThat(finding.cause()).contains("probably nothing here gives them out"));
    }

    @Test
    void namesTheServiceThatHoldsThePortInK3s() throws ClusterException {
        String carrier = """
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: svclb-web-1a2b
                  namespace: kube-system
                  labels: {svccontroller.k3s.cattle.io/svcname: web, svccontroller.k3s.cattle.io/svcnamespace: shop}
                """;

        Finding finding = check.findings(
                        FakeCluster.of(service("web", "", "{}") + service("traefik", "", ADDRESS) + carrier))
                .get(0);

        assertThat(finding.cause()).isEqualTo("Service shop/traefik already holds port 80 on the nodes");
        assertThat(finding.dependsOn()).extracting(Object::toString).contains("DaemonSet kube-system/svclb-web-1a2b");
    }

    @Test
    void tellsWhatTheControllerSaid() throws ClusterException {
        String event = """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: web.1, namespace: shop}
                involvedObject: {apiVersion: v1, kind: Service, namespace: shop, name: web}
                type: Warning
                reason: AllocationFailed
                message: 'Failed to allocate IP for "shop/web": no available IPs'
                lastTimestamp: "2026-01-02T11:50:00Z"
                """;

        assertThat(check.findings(FakeCluster.of(service("web", "", "{}") + event))
                        .get(0)
                        .cause())
                .isEqualTo("Failed to allocate IP for \"shop/web\": no available IPs");
    }

    @Test
    void tellsAClassThatNobodyAnswersFromOneThatWasPassedOver() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(service("web", ", loadBalancerClass: tailscale", "{}")))
                        .get(0)
                        .cause())
                .isEqualTo("no controller of class tailscale has answered");
        assertThat(check.findings(FakeCluster.of(service("web", "", "null") + service("other", "", ADDRESS)))
                        .get(0)
                        .cause())
                .startsWith("others have one, for instance Service shop/other");
    }

    @Test
    void isSilentWithAnAddressInTheFirstMinutesAndDuringDeletion() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service("web", "", ADDRESS)))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(service("web", "", "{}").replace("10:00:00Z", "11:57:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service("web", "", "{}")
                        .replace("namespace: shop,", "namespace: shop, deletionTimestamp: \"2026-01-02T11:00:00Z\","))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service("web", "", "{}").replace("LoadBalancer,", "NodePort,"))))
                .isEmpty();
    }

    @Test
    void wantsToSeeForAWhileThatAnOldServiceHasNoAddress() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(service("web", "", "{}"))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takesAddressesGivenByHandForAnAddress() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service("web", ", externalIPs: [192.0.2.50]", "{}"))))
                .isEmpty();
    }

    @Test
    void saysNothingOfServicesThatItCannotSee() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(service("web", "", "{loadBalancer: {}}"))
                                .forbid(ResourceType.SERVICES, "edge"))
                        .get(0)
                        .cause())
                .isEqualTo("nothing says why");
    }
}
