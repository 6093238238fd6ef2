package dev.midwatch.skills.addons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class KedaScalingTest extends CheckContract {
    private static final String WEB = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            """;
    private static final String NOT_READY =
            "{type: Ready, status: 'False', reason: ScaledObjectCheckFailed, message: 'error getting metric'}";

    private static String scaled(String metadata, String spec, String conditions) {
        return """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: web, namespace: shop, uid: s, creationTimestamp: "2026-01-01T00:00:00Z"%s}
                spec: {scaleTargetRef: {name: web}, %s}
                status:
                  conditions: [%s]
                  health: {s0-kafka: {numberOfFailures: 12, status: Failing}, s1-cron: {numberOfFailures: 0, status: Happy}}
                """.formatted(metadata, spec, conditions);
    }

    @Override
    protected Check check() {
        return new KedaScaling();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("no workload", "ScaledObjectTargetMissing", scaled("", "triggers: []", NOT_READY)),
                new Fault(
                        "no authentication",
                        "ScaledObjectAuthMissing",
                        WEB + scaled("", "triggers: [{type: kafka, authenticationRef: {name: kafka}}]", NOT_READY)),
                new Fault("not ready", "ScaledObjectNotReady", WEB + scaled("", "triggers: []", NOT_READY)),
                new Fault(
                        "at its fallback",
                        "ScaledObjectFallback",
                        WEB
                                + scaled(
                                        "",
                                        "triggers: []",
                                        "{type: Ready, status: 'True'}, {type: Fallback, status: 'True', reason: FallbackExists}")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "one that scales",
                        WEB
                                + scaled(
                                        "",
                                        "triggers: []",
                                        "{type: Ready, status: 'True'}, {type: Active, status: 'False'}, {type: Fallback, status: 'False'}")),
                new LookAlike(
                        "one that is paused",
                        WEB + scaled(", annotations: {autoscaling.keda.sh/paused: 'true'}", "triggers: []", NOT_READY)),
                new LookAlike(
                        "one that is paused at a number",
                        WEB
                                + scaled(
                                        ", annotations: {autoscaling.keda.sh/paused-replicas: '0'}",
                                        "triggers: []",
                                        NOT_READY)),
                new LookAlike("a new one", scaled("", "triggers: []", NOT_READY).replace("01-01T00:00", "01-02T11:55")),
                new LookAlike(
                        "one that scales something of another kind",
                        scaled("", "x: y", "")
                                .replace(
                                        "{name: web},",
                                        "{name: web, kind: Rollout, apiVersion: argoproj.io/v1alpha1},")),
                new LookAlike(
                        "an authentication for all namespaces",
                        WEB + """
                        ---
                        apiVersion: keda.sh/v1alpha1
                        kind: ClusterTriggerAuthentication
                        metadata: {name: kafka}
                        """
                                + scaled(
                                        "",
                                        "triggers: [{authenticationRef: {name: kafka, kind: ClusterTriggerAuthentication}}]",
                                        "")));
    }

    @Test
    void saysWhichTriggersFailAndFoldsUnderTheWorkload() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(FakeCluster.of(WEB + scaled("", "triggers: []", NOT_READY)))
                .get(0);

        assertThat(finding.cause()).isEqualTo("error getting metric");
        assertThat(finding.evidence()).containsEntry("triggers", "s0-kafka failed 12 times");
        assertThat(finding.dependsOn()).extracting(ObjectRef::key).containsExactly("apps/Deployment/shop/web");
        assertThat(finding.sustained()).hasMinutes(10);
    }

    @Test
    void aWorkloadThatIsHiddenIsNotMissing() throws Exception {
        FakeCluster cluster = FakeCluster.of(scaled("", "triggers: []", "")).forbid(ResourceType.DEPLOYMENTS, "shop");

        assertThat(CheckRun.of(check()).findings(cluster)).isEmpty();
    }

    @Test
    void waitsUntilWhatIsMissingStaysMissing() throws Exception {
        assertThat(CheckRun.of(check()).findings(FakeCluster.of(scaled("", "triggers: []", NOT_READY))))
                .extracting(Finding::reason, Finding::sustained)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "ScaledObjectTargetMissing", java.time.Duration.ofMinutes(10)));
        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(WEB
                                + scaled(
                                        "", "triggers: [{type: kafka, authenticationRef: {name: kafka}}]", NOT_READY))))
                .extracting(Finding::reason, Finding::sustained)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "ScaledObjectAuthMissing", java.time.Duration.ofMinutes(10)));
    }
}
