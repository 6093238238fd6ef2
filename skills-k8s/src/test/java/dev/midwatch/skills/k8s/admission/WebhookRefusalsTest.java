package dev.midwatch.skills.k8s.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class WebhookRefusalsTest {
    private static final String TIMEOUT = "Internal error occurred: failed calling webhook \"pods.guard.io\": failed to"
            + " call webhook: Post \"https://policy.guard.svc:443/v\": context deadline exceeded";
    private static final String WEBHOOK = """
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: guard, creationTimestamp: "2026-01-02T10:00:00Z"}
            webhooks:
              - {name: pods.guard.io, clientConfig: {service: {name: policy, namespace: guard}}, rules: [{resources: [pods]}]}
            """;

    private final CheckRun check = CheckRun.of(new WebhookRefusals());

    private static String replicaSet(String status, String message, String since) {
        return """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-5f, namespace: shop}
                status:
                  conditions:
                    - {type: ReplicaFailure, status: "%s", reason: FailedCreate, message: '%s', lastTransitionTime: "%s"}
                """.formatted(status, message, since);
    }

    private static String event(String last) {
        return """
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: db.1, namespace: shop}
                involvedObject: {apiVersion: apps/v1, kind: StatefulSet, namespace: shop, name: db}
                type: Warning
                reason: FailedCreate
                message: '%s'
                firstTimestamp: "2026-01-02T11:00:00Z"
                lastTimestamp: "%s"
                """.formatted(TIMEOUT, last);
    }

    @Test
    void readsItFromTheReplicaSetThatIsRefused() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(WEBHOOK + replicaSet("True", TIMEOUT, "2026-01-02T11:00:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("WebhookCallFailing");
        assertThat(finding.summary())
                .isEqualTo("Calls of webhook pods.guard.io of MutatingWebhookConfiguration guard fail, so that"
                        + " ReplicaSet shop/web-5f is refused");
        assertThat(finding.cause()).contains("context deadline exceeded");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly("MutatingWebhookConfiguration guard", "Service guard/policy");
    }

    @Test
    void readsItFromARecentEventOfAnother() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(WEBHOOK + event("2026-01-02T11:55:00Z"))))
                .containsExactly("WebhookCallFailing");
        assertThat(check.reasons(FakeCluster.of(WEBHOOK + event("2026-01-02T11:30:00Z"))))
                .isEmpty();
    }

    @Test
    void takesADenialForAnAnswer() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(WEBHOOK
                        + replicaSet(
                                "True",
                                "admission webhook \"pods.guard.io\" denied the request: no limits",
                                "2026-01-02T11:00:00Z"))))
                .isEmpty();
    }

    @Test
    void isSilentOnceItIsOverAndInTheFirstMinutes() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(WEBHOOK + replicaSet("False", TIMEOUT, "2026-01-02T11:00:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(WEBHOOK + replicaSet("True", TIMEOUT, "2026-01-02T11:59:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(replicaSet("True", TIMEOUT, "2026-01-02T11:00:00Z"))))
                .isEmpty();
    }
}
