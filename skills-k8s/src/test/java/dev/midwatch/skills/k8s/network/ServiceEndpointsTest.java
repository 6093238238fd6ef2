package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceEndpointsTest {
    private final CheckRun check = CheckRun.of(new ServiceEndpoints());

    private static String service(String spec) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {%s}
                """.formatted(spec);
    }

    private static String slice(String endpoints) {
        return """
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-abc, namespace: shop, labels: {kubernetes.io/service-name: web}}
                endpoints: %s
                """.formatted(endpoints);
    }

    private static String pod(String labels, String ready, String since) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, namespace: shop, labels: {%s}, creationTimestamp: "2026-01-02T10:00:00Z"}
                status: {phase: Running, conditions: [{type: Ready, status: "%s", lastTransitionTime: "%s"}]}
                """.formatted(labels, ready, since);
    }

    private static final String SELECTOR = "selector: {app: web, tier: front}";

    @Test
    void saysByWhichLabelTheSelectorMisses() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                service(SELECTOR) + slice("[]") + pod("app: web, tier: fornt", "True", "2026-01-02T10:00:00Z"));

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.reason()).isEqualTo("ServiceWithoutEndpoints");
        assertThat(finding.causeClass()).isEqualTo("no-pods");
        assertThat(finding.cause()).isEqualTo("pods match but for the label tier: it wants front, they have fornt");
    }

    @Test
    void saysThatALabelIsNotThereAtAll() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(service(SELECTOR) + pod("app: web", "True", "2026-01-02T10:00:00Z")))
                        .get(0)
                        .cause())
                .isEqualTo("pods match but for the label tier, which they do not have");
    }

    @Test
    void dependsOnThePodsItSelectsWhenNoneIsReady() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(service(SELECTOR)
                + slice("[{conditions: {ready: false}}]")
                + pod("app: web, tier: front", "False", "2026-01-02T11:00:00Z"));

        Finding finding = check.findings(cluster).get(0);

        assertThat(finding.cause()).isEqualTo("the one pod it selects is not ready");
        assertThat(finding.dependsOn()).extracting(Object::toString).contains("Pod shop/web-1");
    }

    @Test
    void isSilentWithAReadyEndpointAlsoIfItDoesNotSaySo() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(
                        service(SELECTOR) + slice("[{conditions: {ready: false}}, {conditions: {ready: true}}]"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR) + slice("[{addresses: [10.0.0.1]}]"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clusterIP: 10.0.0.1",
                "type: ExternalName, externalName: example.com, selector: {app: web}",
                "clusterIP: None, selector: {app: web}",
            })
    void leavesServicesAloneThatNeedNoPods(String spec) throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service(spec)))).isEmpty();
    }

    @Test
    void isSilentDuringARestart() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR)
                        + slice("[]")
                        + pod("app: web, tier: front", "False", "2026-01-02T11:58:00Z"))))
                .isEmpty();
    }

    @Test
    void takesAWorkloadScaledToNothingForAWish() throws ClusterException {
        String deployment = """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec: {replicas: %d, template: {metadata: {labels: {app: web, tier: front, v: "1"}}}}
                """;

        assertThat(check.reasons(FakeCluster.of(service(SELECTOR) + deployment.formatted(0))))
                .isEmpty();
        assertThat(check.findings(FakeCluster.of(service(SELECTOR) + deployment.formatted(2)))
                        .get(0)
                        .dependsOn())
                .extracting(Object::toString)
                .containsExactly("Deployment shop/web");
    }

    @Test
    void concludesNothingFromWhatItCannotSee() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR)).forbid(ResourceType.ENDPOINT_SLICES, "shop")))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR)).forbid(ResourceType.PODS, "shop")))
                .isEmpty();
    }

    @Test
    void namesThePodsThatItDoesNotReach() throws ClusterException {
        String endpoints = service(SELECTOR) + slice("[{conditions: {ready: true}}, {conditions: {ready: false}}]");
        String ready =
                pod("app: web, tier: front", "True", "2026-01-02T10:00:00Z").replace("web-1", "web-2");

        Finding finding = check.findings(FakeCluster.of(
                        endpoints + ready + pod("app: web, tier: front", "False", "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("ServiceEndpointsNotReady");
        assertThat(finding.summary()).isEqualTo("Service shop/web reaches 1 of its 2 pods");
        assertThat(finding.cause()).isEqualTo("not ready: web-1");
        assertThat(finding.dependsOn()).extracting(Object::toString).containsExactly("Pod shop/web-1");
        assertThat(check.reasons(FakeCluster.of(
                        endpoints + ready + pod("app: web, tier: front", "False", "2026-01-02T11:50:00Z"))))
                .isEmpty();
    }

    @Test
    void takesADaemonSetThatNoNodeIsToRunForAWish() throws ClusterException {
        String daemonSet = """
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: gpu, namespace: shop}
                spec: {template: {metadata: {labels: {app: web, tier: front}}}}
                status: {desiredNumberScheduled: %d}
                """;

        assertThat(check.reasons(FakeCluster.of(service(SELECTOR) + daemonSet.formatted(0))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR) + daemonSet.formatted(1))))
                .containsExactly("ServiceWithoutEndpoints");
    }

    @Test
    void takesNoServiceForLostWhoseWorkloadMayBeScaledToNothingOutOfSight() throws ClusterException {
        for (ResourceType type :
                java.util.List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS)) {
            assertThat(check.reasons(FakeCluster.of(service(SELECTOR)).forbid(type)))
                    .as("%s", type)
                    .isEmpty();
        }
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR)))).containsExactly("ServiceWithoutEndpoints");
    }

    @Test
    void wantsToSeeForAWhileWhatNoObjectDates() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(service(SELECTOR) + slice("[]"))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(check.findings(FakeCluster.of(
                        service(SELECTOR) + pod("app: web, tier: front", "False", "2026-01-02T11:00:00Z"))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void countsFromWhenTheLastOfItsPodsWasLost() throws ClusterException {
        String long1 = pod("app: web, tier: front", "False", "2026-01-02T10:10:00Z");
        String just =
                pod("app: web, tier: front", "False", "2026-01-02T11:58:00Z").replace("web-1", "web-2");

        assertThat(check.reasons(FakeCluster.of(service(SELECTOR) + long1 + just)))
                .isEmpty();
        assertThat(check.findings(FakeCluster.of(service(SELECTOR) + long1 + just.replace("11:58", "11:50")))
                        .get(0)
                        .since())
                .contains(Instant.parse("2026-01-02T11:50:00Z"));
    }

    @Test
    void tellsPodsThatAreReadyAndNotListedFromThoseThatAreNot() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(
                service(SELECTOR) + slice("[]") + pod("app: web, tier: front", "True", "2026-01-02T10:00:00Z"));

        assertThat(check.findings(cluster)).singleElement().satisfies(finding -> {
            assertThat(finding.causeClass()).isEqualTo("unlisted");
            assertThat(finding.cause()).isEqualTo("of the pods it selects 1 are ready, and no EndpointSlice has them");
            assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(5));
        });
    }

    @Test
    void isSilentAboutTheReplicasOfADatabaseOfOneInstance() throws ClusterException {
        String replicas = service("selector: {cluster: db, role: replica}");

        assertThat(check.reasons(
                        FakeCluster.of(replicas + pod("cluster: db, role: primary", "True", "2026-01-02T10:00:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(replicas
                        + pod("cluster: db, role: primary", "True", "2026-01-02T10:00:00Z")
                                .replace("cluster: db", "cluster: dbb"))))
                .containsExactly("ServiceWithoutEndpoints");
        assertThat(check.reasons(FakeCluster.of(service("selector: {cluster: db, role: primary}")
                        + pod("cluster: db, role: replica", "True", "2026-01-02T10:00:00Z"))))
                .containsExactly("ServiceWithoutEndpoints");
    }

    @Test
    void saysLessOfAServiceThatAnOperatorMade() throws ClusterException {
        String operated = service(SELECTOR)
                .replace(
                        "creationTimestamp",
                        "ownerReferences: [{apiVersion: example.com/v1, kind: Store, name: s, uid: u, controller: true}], creationTimestamp");

        assertThat(check.findings(FakeCluster.of(operated)))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.INFO);
        assertThat(check.findings(
                        FakeCluster.of(operated + pod("app: web, tier: front", "False", "2026-01-02T11:00:00Z"))))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void doesNotCallPodsMissingWhereTheirWorkloadsCannotBeSeen() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(service(SELECTOR)).forbid(ResourceType.DEPLOYMENTS)))
                .isEmpty();
    }

    @Test
    void reportsThatPodsOfAStatefulSetHaveNoNames() throws ClusterException {
        String set = """
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: shop}
                spec: {replicas: 1, serviceName: web, template: {metadata: {labels: {app: db}}}}
                """;
        String named = service("clusterIP: None, selector: {app: %s}") + set;
        String pod = pod("app: db", "True", "2026-01-02T10:00:00Z");

        assertThat(check.findings(FakeCluster.of(named.formatted("dbb") + pod)))
                .singleElement()
                .extracting(Finding::severity, Finding::cause)
                .containsExactly(Severity.INFO, "pods match but for the label app: it wants dbb, they have db");
        assertThat(check.reasons(FakeCluster.of(named.formatted("db") + slice("[{conditions: {ready: true}}]") + pod)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(named.formatted("db")))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(named.formatted("dbb").replace("replicas: 1", "replicas: 0"))))
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(named.formatted("db") + pod.replace("\"True\"", "\"False\"") + slice("[]"))))
                .isEmpty();
    }
}
