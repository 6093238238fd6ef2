package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class ServicePortsTest {
    private final CheckRun check = CheckRun.of(new ServicePorts());
    private final CheckRun undeclared = CheckRun.of(new UndeclaredPorts());

    private static String service(String ports) {
        return """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
            spec: {selector: {app: web}, ports: %s}
            """.formatted(ports);
    }

    private static String slice(String ports) {
        return """
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: web-abc, namespace: shop, labels: {kubernetes.io/service-name: web}}
            endpoints: [{conditions: {ready: true}}]
            ports: %s
            """.formatted(ports);
    }

    private static String pods(String ports) {
        return """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, ports: %1$s}]}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, namespace: shop, labels: {app: web}, creationTimestamp: "2026-01-02T10:00:00Z"}
            spec: {containers: [{name: c, ports: %1$s}]}
            status: {phase: Running}
            """.formatted(ports);
    }

    @Test
    void reportsANameThatNoContainerHas() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(service("[{name: http, port: 80, targetPort: htpp}]")
                        + slice("[]")
                        + pods("[{name: http, containerPort: 8080}]")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("ServicePortMissing");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.summary())
                .isEqualTo("Port 80 of Service shop/web leads to a port named htpp, which its pods do not have");
        assertThat(finding.cause())
                .isEqualTo("Pod shop/web-1: its containers declare http 8080; the nearest name is http");
    }

    @Test
    void isLessGraveWhenAnotherPortOfTheServiceWorks() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(
                        service("[{name: http, port: 80, targetPort: http}, {name: metrics, port: 90, targetPort:"
                                        + " metrics}]")
                                + slice("[{name: http, port: 8080}]")
                                + pods("[{name: http, containerPort: 8080}]"))))
                .extracting(Finding::severity, Finding::causeClass)
                .containsExactly(tuple(Severity.WARNING, "metrics"));
    }

    @Test
    void isSilentAboutPortsThatLeadSomewhere() throws ClusterException {
        String pods = pods("[{name: http, containerPort: 8080}]");

        assertThat(check.reasons(FakeCluster.of(service("[{name: web, port: 80, targetPort: http}]")
                        + slice("[{name: web, port: 8080}]")
                        + pods)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        service("[{port: 80, targetPort: 8080}]") + slice("[{name: \"\", port: 8080}]") + pods)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service("[{port: 8080}]") + slice("[{port: 8080}]") + pods)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        service("[{port: 80, targetPort: 9999}]") + slice("[{port: 9999}]") + pods("[]"))))
                .isEmpty();
    }

    @Test
    void believesThePodRatherThanASliceThatHasNoPorts() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service("[{name: http, port: 80, targetPort: http}]")
                        + slice("[]")
                        + pods("[{name: http, containerPort: 8080}]"))))
                .isEmpty();
    }

    @Test
    void onlyMentionsANumberThatIsNotDeclared() throws ClusterException {
        assertThat(undeclared.findings(FakeCluster.of(service("[{port: 80, targetPort: 8081}]")
                        + slice("[{port: 8081}]")
                        + pods("[{name: http, containerPort: 8080}]"))))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly(tuple("ServicePortUndeclared", Severity.INFO));
    }

    @Test
    void saysNothingOfAnotherPortWhereOneIsDeclaredNorOfTheDns() throws ClusterException {
        String declared = slice("[{port: 8080}]") + pods("[{name: http, containerPort: 8080}]");

        assertThat(undeclared.reasons(FakeCluster.of(
                        service("[{name: a, port: 80, targetPort: 8080}, {name: b, port: 90, targetPort: 9090}]")
                                + declared)))
                .isEmpty();
        assertThat(undeclared.reasons(FakeCluster.of((service("[{port: 53}]") + declared)
                        .replace("name: web, namespace: shop, creation", "name: kube-dns, namespace: shop, creation")
                        .replace("service-name: web", "service-name: kube-dns")
                        .replace("namespace: shop", "namespace: kube-system"))))
                .isEmpty();
    }

    @Test
    void countsThePortOfASidecarThatOnlyThePodHas() throws ClusterException {
        String injected = pods("[{name: http, containerPort: 8080}]")
                .replace(
                        "{containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}\nstatus",
                        "{containers: [{name: c}], initContainers: [{name: proxy, ports: [{containerPort: 8081}]}]}\n"
                                + "status");

        assertThat(undeclared.reasons(
                        FakeCluster.of(service("[{port: 80, targetPort: 8081}]") + slice("[{port: 8081}]") + injected)))
                .isEmpty();
    }

    @Test
    void leavesAloneWhatIsYoungOrHasNoEndpointsOrCannotBeSeen() throws ClusterException {
        String broken =
                service("[{name: http, port: 80, targetPort: htpp}]") + pods("[{name: http, containerPort: 8080}]");

        assertThat(check.reasons(FakeCluster.of(broken))).isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of((broken + slice("[]")).replace("2026-01-02T10:00:00Z", "2026-01-02T11:58:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(broken + slice("[]")).forbid(ResourceType.ENDPOINT_SLICES, "shop")))
                .isEmpty();
    }
}
