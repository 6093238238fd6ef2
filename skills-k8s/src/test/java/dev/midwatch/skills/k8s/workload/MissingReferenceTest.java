package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingReferenceTest {
    private final CheckRun check = CheckRun.of(new MissingReference());

    private static String deployment(String podSpec) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {replicas: 2, template: {spec: {%s}}}
                status: {readyReplicas: 2}
                """.formatted(podSpec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: [{name: v, configMap: {name: x}}]                                              | ConfigMap shop/x",
                "volumes: [{name: v, secret: {secretName: x}}]                                           | Secret shop/x",
                "volumes: [{name: v, persistentVolumeClaim: {claimName: x}}]                             | PersistentVolumeClaim shop/x",
                "volumes: [{name: v, projected: {sources: [{secret: {name: x}}]}}]                       | Secret shop/x",
                "containers: [{name: app, envFrom: [{configMapRef: {name: x}}]}]                         | ConfigMap shop/x",
                "containers: [{name: app, env: [{name: E, valueFrom: {secretKeyRef: {name: x, key: k}}}]}] | Secret shop/x",
                "initContainers: [{name: i, envFrom: [{secretRef: {name: x}}]}]                          | Secret shop/x",
                "imagePullSecrets: [{name: x}]                                                           | Secret shop/x",
                "volumes: [{name: v, csi: {driver: d, nodePublishSecretRef: {name: x}}}]                 | Secret shop/x",
                "serviceAccountName: x                                                                   | ServiceAccount shop/x",
            })
    void findsEveryKindOfReference(String podSpec, String missing) throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(deployment(podSpec))).get(0);

        assertThat(finding.reason()).isEqualTo("MissingReference");
        assertThat(finding.subject().toString()).isEqualTo(missing);
        assertThat(finding.summary()).isEqualTo(missing + " does not exist, but Deployment shop/web refers to it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: [{name: v, configMap: {name: x, optional: true}}]                 | an optional volume",
                "containers: [{name: app, envFrom: [{secretRef: {name: x, optional: true}}]}] | optional variables",
                "serviceAccountName: default                                                | the account every namespace has",
                "volumes: [{name: v, emptyDir: {}}]                                         | a volume that refers to nothing",
            })
    void leavesOutWhatMayBeMissing(String podSpec, String why) throws ClusterException {
        assertThat(check.findings(FakeCluster.of(deployment(podSpec)))).as(why).isEmpty();
    }

    @Test
    void leavesOutADaemonSetThatNoNodeIsToRun() throws ClusterException {
        String set = deployment("volumes: [{name: v, configMap: {name: x}}]")
                .replace("Deployment", "DaemonSet")
                .replace("replicas: 2, ", "")
                .replace("readyReplicas: 2", "desiredNumberScheduled: 0");

        assertThat(check.reasons(FakeCluster.of(set))).isEmpty();
        assertThat(check.reasons(FakeCluster.of(set.replace("Scheduled: 0", "Scheduled: 1"))))
                .containsExactly("MissingReference");
    }

    @Test
    void namesTheNearestNameAndIsGraverWhenPodsAreMissing() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment("volumes: [{name: v, configMap: {name: web-confg}}]")
                        .replace("readyReplicas: 2", "readyReplicas: 1"))
                .with("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-config, namespace: shop}}")
                .with("{apiVersion: v1, kind: ConfigMap, metadata: {name: other, namespace: shop}}");

        assertThat(check.findings(cluster).get(0))
                .extracting(Finding::cause, Finding::severity)
                .containsExactly("the nearest name there is web-config", Severity.CRITICAL);
    }

    @Test
    void neverCallsMissingWhatItCannotSee() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment("volumes: [{name: v, secret: {secretName: x}}]"));

        assertThat(check.reasons(cluster.forbid(ResourceType.SECRETS, "shop"))).isEmpty();
    }

    @Test
    void isSilentAboutObjectsThatExist() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(deployment("volumes: [{name: v, secret: {secretName: x}}]"))
                .with("{apiVersion: v1, kind: Secret, metadata: {name: x, namespace: shop}}");

        assertThat(check.reasons(cluster)).isEmpty();
    }

    @Test
    void tellsOneAbsenceOnceForAllWhoSufferIt() throws ClusterException {
        String first = deployment("volumes: [{name: v, secret: {secretName: x}}]");

        assertThat(check.findings(FakeCluster.of(first + "\n---\n" + first.replace("name: web", "name: api"))))
                .singleElement()
                .extracting(Finding::summary)
                .isEqualTo("Secret shop/x does not exist, but Deployment shop/web refers to it and 1 more");
    }

    @Test
    void leavesAloneWhatIsScaledToNothingOrNew() throws ClusterException {
        String broken = deployment("volumes: [{name: v, secret: {secretName: x}}]");

        assertThat(check.reasons(FakeCluster.of(broken.replace("replicas: 2", "replicas: 0"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(broken.replace("2026-01-01T00:00:00Z", "2026-01-02T11:58:00Z"))))
                .isEmpty();
    }

    @Test
    void looksIntoTheTemplatesOfCronJobs() throws ClusterException {
        FakeCluster cluster = FakeCluster.of("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {suspend: %s, jobTemplate: {spec: {template: {spec: {serviceAccountName: reporter}}}}}
                """.formatted("false"));

        assertThat(check.findings(cluster))
                .extracting(finding -> finding.subject().toString())
                .containsExactly("ServiceAccount shop/reporter");
    }

    @Test
    void looksAtPodsWithoutATemplateThatAreNotWell() throws ClusterException {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: import, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {containers: [{name: app, image: x}], imagePullSecrets: [{name: registy}]}
                status: {phase: Pending, conditions: [{type: Ready, status: "False"}]}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: registry, namespace: shop}
                """;
        Finding finding = check.findings(FakeCluster.of(pod)).get(0);

        assertThat(finding.subject().toString()).isEqualTo("Secret shop/registy");
        assertThat(finding.cause()).isEqualTo("the nearest name there is registry");
        assertThat(check.reasons(FakeCluster.of(pod.replace("\"False\"", "\"True\""))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(pod.replace("Pending", "Succeeded"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(pod).forbid(ResourceType.PODS))).isEmpty();
    }

    @Test
    void isToldOnceItLasts() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(deployment("volumes: [{name: v, secret: {secretName: x}}]"))))
                .singleElement()
                .extracting(Finding::sustained)
                .as("the workload is old, and its Secret may be replaced at this moment")
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takesAPullSecretLightlyThatNobodyNeeds() throws ClusterException {
        String pull = deployment("imagePullSecrets: [{name: x}]");

        assertThat(check.findings(FakeCluster.of(pull)).get(0).severity()).isEqualTo(Severity.INFO);
        assertThat(check.findings(FakeCluster.of(pull.replace("readyReplicas: 2", "readyReplicas: 1")))
                        .get(0)
                        .severity())
                .isEqualTo(Severity.WARNING);
        assertThat(check.findings(FakeCluster.of(deployment("serviceAccountName: x")))
                        .get(0)
                        .severity())
                .as("the next pod is not made")
                .isEqualTo(Severity.WARNING);
    }
}
