package dev.midwatch.skills.k8s.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaFailureTest {
    private final CheckRun check = CheckRun.of(new ReplicaFailure());

    private static FakeCluster replicaSet(String status, String message) {
        return FakeCluster.of("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-5d
                  namespace: shop
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]
                spec: {replicas: 3}
                status: {replicas: 1, conditions: [{type: ReplicaFailure, status: "%s", reason: FailedCreate, message: '%s', lastTransitionTime: "2026-01-02T11:30:00Z"}]}
                """.formatted(status, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pods \"web-1\" is forbidden: exceeded quota: compute, requested: cpu=1, used: cpu=4, limited: cpu=4 | quota",
                "pods \"web-1\" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi | limit-range",
                "pods \"web-1\" is forbidden: violates PodSecurity \"restricted:latest\": privileged | pod-security",
                "Internal error occurred: failed calling webhook \"inject.example.com\": connection refused | webhook-down",
                "admission webhook \"policy.example.com\" denied the request: no owner label | webhook",
                "pods \"web-\" is forbidden: error looking up service account shop/web: serviceaccount \"web\" not found | service-account",
                "pods \"web-1\" is forbidden: failed quota: compute: must specify limits.cpu for: app | quota",
                "pods \"web-1\" is forbidden: User \"system:serviceaccount:kube-system:replicaset-controller\" cannot create resource \"pods\" | ``",
            })
    void classifiesTheRefusal(String message, String causeClass) throws ClusterException {
        Finding finding = check.findings(replicaSet("True", message)).get(0);

        assertThat(finding.reason()).isEqualTo("ReplicaFailure");
        assertThat(finding.causeClass()).isEqualTo(causeClass);
        assertThat(finding.owner().toString()).isEqualTo("Deployment shop/web");
    }

    @Test
    void dependsOnTheQuotaThatRefuses() throws ClusterException {
        assertThat(check.findings(replicaSet("True", "exceeded quota: compute, requested: cpu=1"))
                        .get(0)
                        .dependsOn())
                .containsExactly(ObjectRef.of(ResourceType.RESOURCE_QUOTAS, "shop", "compute"));
    }

    @Test
    void givesTimeToAWebhookThatIsStarted() throws ClusterException {
        FakeCluster refused = replicaSet("True", "failed calling webhook \"inject.example.com\": connection refused");

        assertThat(check.at(Instant.parse("2026-01-02T11:32:00Z")).reasons(refused))
                .isEmpty();
        assertThat(check.at(Instant.parse("2026-01-02T11:34:00Z")).reasons(refused))
                .containsExactly("ReplicaFailure");
    }

    @Test
    void isSilentWhenCreationWorksAgain() throws ClusterException {
        assertThat(check.reasons(replicaSet("False", "exceeded quota: compute, requested: cpu=1")))
                .isEmpty();
    }

    private static FakeCluster statefulSet(int replicas, String lastSeen) {
        return FakeCluster.of("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: shop, uid: s1}
                spec: {replicas: 3}
                status: {replicas: %d}
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: e1, namespace: shop}
                involvedObject: {apiVersion: apps/v1, kind: StatefulSet, namespace: shop, name: db, uid: s1}
                type: Warning
                reason: FailedCreate
                message: 'create Pod db-1 in StatefulSet db failed error: violates PodSecurity "baseline:latest"'
                count: 12
                firstTimestamp: "2026-01-02T11:00:00Z"
                lastTimestamp: "%s"
                """.formatted(replicas, lastSeen));
    }

    @Test
    void learnsFromEventsWhereTheObjectDoesNotSay() throws ClusterException {
        assertThat(check.reasons(statefulSet(1, "2026-01-02T11:55:00Z"))).containsExactly("ReplicaFailure");
    }

    @Test
    void takesOldEventsAndFullSetsForHistory() throws ClusterException {
        assertThat(check.reasons(statefulSet(1, "2026-01-02T11:10:00Z"))).isEmpty();
        assertThat(check.reasons(statefulSet(3, "2026-01-02T11:55:00Z"))).isEmpty();
    }

    @Test
    void seesReplicaSetsAlsoWhenJobsAreHidden() throws ClusterException {
        assertThat(check.reasons(replicaSet("True", "exceeded quota: compute, requested: cpu=1")
                        .forbid(ResourceType.JOBS)))
                .containsExactly("ReplicaFailure");
    }

    @Test
    void dependsOnTheWebhookThatDoesNotAnswerAndOnItsService() throws ClusterException {
        FakeCluster cluster = replicaSet(
                        "True",
                        "Internal error occurred: failed calling webhook \"inject.example.com\": connection refused")
                .with("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: MutatingWebhookConfiguration
                        metadata: {name: injector}
                        webhooks:
                          - {name: other.example.com, clientConfig: {service: {namespace: mesh, name: other}}}
                          - {name: inject.example.com, clientConfig: {service: {namespace: mesh, name: injector}}}
                        """);

        assertThat(check.findings(cluster).get(0).dependsOn())
                .extracting(Object::toString)
                .containsExactly("MutatingWebhookConfiguration injector", "Service mesh/injector");
    }

    @Test
    void namesTheNearestServiceAccount() throws ClusterException {
        String message =
                "pods \"web-\" is forbidden: error looking up service account shop/wep: serviceaccount \"wep\" not found";
        String account = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: shop}}";

        assertThat(check.findings(replicaSet("True", message).with(account))
                        .get(0)
                        .cause())
                .isEqualTo("ServiceAccount wep does not exist; the nearest name there is web");
        assertThat(check.findings(replicaSet("True", message).with(account).forbid(ResourceType.SERVICE_ACCOUNTS))
                        .get(0)
                        .cause())
                .isEqualTo(message);
    }

    @Test
    void hearsTheDeploymentWhereItsReplicaSetsAreHidden() throws ClusterException {
        String deployment = """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: d1}
                status: {conditions: [{type: ReplicaFailure, status: "True", reason: FailedCreate, message: "exceeded quota: compute, requested: cpu=1", lastTransitionTime: "2026-01-02T11:30:00Z"}]}
                """;

        assertThat(check.reasons(FakeCluster.of(deployment).forbid(ResourceType.REPLICA_SETS)))
                .containsExactly("ReplicaFailure");
        assertThat(check.reasons(FakeCluster.of(deployment))).isEmpty();
    }

    @Test
    void dependsOnAQuotaThatAsksForWhatAPodDoesNotSay() throws ClusterException {
        Finding finding = check.findings(replicaSet(
                        "True", "pods \"web-1\" is forbidden: failed quota: compute: must specify limits.cpu for: app"))
                .get(0);

        assertThat(finding.summary())
                .endsWith("cannot create its pods: a resource quota asks for requests or limits that they do not give");
        assertThat(finding.dependsOn()).containsExactly(ObjectRef.of(ResourceType.RESOURCE_QUOTAS, "shop", "compute"));
    }
}
