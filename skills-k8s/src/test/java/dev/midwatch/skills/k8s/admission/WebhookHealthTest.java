package dev.midwatch.skills.k8s.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookHealthTest {
    private static final String CALLED_AT = "service: {name: policy, namespace: guard, path: /validate}";
    private static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: policy, namespace: guard}
            spec: {clusterIP: 10.43.1.1, selector: {app: policy}}
            """;
    private static final String DEPLOYMENT = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: policy, namespace: guard}
            spec: {replicas: %d, template: {metadata: {labels: {app: policy}}}}
            """;

    private final CheckRun check = CheckRun.of(new WebhookHealth());

    private static String webhook(String clientConfig, String more) {
        return """
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: guard, creationTimestamp: "2026-01-02T10:00:00Z", annotations: {cert-manager.io/inject-ca-from: guard/policy-cert}}
                webhooks:
                  - {name: pods.guard.io, clientConfig: {%s}, rules: [{resources: [pods]}]%s}
                """.formatted(clientConfig, more);
    }

    private static String trusted(String more) {
        return webhook(CALLED_AT + ", caBundle: " + Certificates.SOUND, more);
    }

    private static String slice(boolean ready) {
        return """
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: policy-1, namespace: guard, labels: {kubernetes.io/service-name: policy}}
                endpoints: [{conditions: {ready: %s}}]
                """.formatted(ready);
    }

    private static String pod(String since) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: policy-1, namespace: guard, labels: {app: policy}}
                status: {phase: Running, conditions: [{type: Ready, status: "False", lastTransitionTime: "%s"}]}
                """.formatted(since);
    }

    @Test
    void reportsAServiceThatIsNotThereAsGravelyAsWhatComesOfIt() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(trusted(""))).get(0);

        assertThat(finding.reason()).isEqualTo("WebhookServiceMissing");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.summary())
                .isEqualTo("ValidatingWebhookConfiguration guard is called at Service guard/policy, which does not"
                        + " exist: what it judges is refused");
        assertThat(check.findings(FakeCluster.of(trusted(", failurePolicy: Ignore")))
                        .get(0))
                .extracting(Finding::reason, Finding::severity)
                .containsExactly("WebhookServiceMissing", Severity.WARNING);
    }

    @Test
    void reportsThatNobodyAnswersAndDependsOnThePods() throws ClusterException {
        Finding finding = check.findings(
                        FakeCluster.of(trusted("") + SERVICE + slice(false) + pod("2026-01-02T11:50:00Z")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("WebhookWithoutEndpoints");
        assertThat(finding.cause()).isEqualTo("the one pod it selects is not ready");
        assertThat(finding.dependsOn())
                .extracting(Object::toString)
                .containsExactly("Service guard/policy", "Pod guard/policy-1");
    }

    @Test
    void takesAWebhookScaledToZeroForAWishOnlyIfNobodyIsRefused() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(trusted("") + SERVICE + DEPLOYMENT.formatted(0))))
                .extracting(Finding::cause)
                .containsExactly("Deployment guard/policy is scaled to zero");
        assertThat(check.reasons(
                        FakeCluster.of(trusted(", failurePolicy: Ignore") + SERVICE + DEPLOYMENT.formatted(0))))
                .isEmpty();
    }

    @Test
    void reportsACertificateThatNobodyCanTrust() throws ClusterException {
        Finding expired = check.findings(FakeCluster.of(
                        webhook(CALLED_AT + ", caBundle: " + Certificates.EXPIRED, "") + SERVICE + slice(true)))
                .get(0);

        assertThat(expired.reason()).isEqualTo("WebhookCaInvalid");
        assertThat(expired.cause()).isEqualTo("its caBundle expired on 2025-12-01");
        assertThat(expired.dependsOn()).extracting(Object::toString).containsExactly("Certificate guard/policy-cert");
        assertThat(check.findings(FakeCluster.of(webhook(CALLED_AT, "") + SERVICE + slice(true)))
                        .get(0)
                        .cause())
                .startsWith("its caBundle is empty");
    }

    @Test
    void isSilentAboutASoundOneAndOneAtAUrl() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(trusted("") + SERVICE + slice(true))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(webhook("url: https://guard.example.com/v", ""))))
                .isEmpty();
    }

    @Test
    void givesANewOneAndARestartTheirTime() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(webhook(CALLED_AT, "").replace("10:00:00Z", "11:57:00Z"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(trusted("") + SERVICE + slice(false) + pod("2026-01-02T11:59:00Z"))))
                .isEmpty();
    }

    @Test
    void leavesAloneWhatIsNeverCalledOrCannotBeSeen() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(trusted("").replace("rules: [{resources: [pods]}]", "rules: []"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(trusted("")).forbid(ResourceType.SERVICES, "guard")))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(trusted("") + SERVICE).forbid(ResourceType.ENDPOINT_SLICES, "guard")))
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(trusted("").replace("webhooks:\n  - {name", "webhooks: null\nold:\n  - {name"))))
                .isEmpty();
    }

    @Test
    void wantsToSeeForAWhileWhatMayHaveChangedJustNow() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(trusted(""))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(check.findings(FakeCluster.of(trusted("") + SERVICE)))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(check.findings(FakeCluster.of(webhook(CALLED_AT, "") + SERVICE + slice(true))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(check.findings(FakeCluster.of(
                        webhook(CALLED_AT + ", caBundle: " + Certificates.EXPIRED, "") + SERVICE + slice(true))))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void isOneFindingAboutTheServiceHoweverManyConfigurationsCallIt() throws ClusterException {
        String two = trusted("") + trusted(", failurePolicy: Ignore").replace("name: guard,", "name: second,");

        for (FakeCluster cluster : java.util.List.of(FakeCluster.of(two), FakeCluster.of(two + SERVICE))) {
            assertThat(check.findings(cluster))
                    .hasSize(2)
                    .allSatisfy(finding -> assertThat(finding.owner()).hasToString("Service guard/policy"))
                    .allSatisfy(finding -> assertThat(finding.evidence())
                            .containsEntry(
                                    "called by",
                                    "ValidatingWebhookConfiguration guard, ValidatingWebhookConfiguration second"))
                    .extracting(Finding::fingerprint)
                    .containsOnly(check.findings(cluster).get(0).fingerprint());
        }
    }
}
