package dev.midwatch.skills.k8s.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizontalAutoscalingTest {
    private static final String WEB =
            "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop, uid: d1}}\n";

    private final CheckRun check = CheckRun.of(new HorizontalAutoscaling());

    private static String autoscaler(String name, int min, int replicas, String... conditions) {
        return """
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: %s, namespace: shop, uid: h-%s, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  minReplicas: %d
                  maxReplicas: 10
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
                status:
                  currentReplicas: %d
                  currentMetrics: [{type: Resource, resource: {name: cpu, current: {averageUtilization: 143, averageValue: 143m}}}]
                  conditions: [%s]
                """.formatted(name, name, min, replicas, String.join(", ", conditions));
    }

    private static String condition(String type, String status, String reason, String message, String since) {
        return "{type: %s, status: \"%s\", reason: %s, message: '%s', lastTransitionTime: \"%s\"}"
                .formatted(type, status, reason, message, since);
    }

    private static String active(String reason, String message) {
        return condition("ScalingActive", "False", reason, message, "2026-01-02T11:00:00Z");
    }

    private static String atMax(String since) {
        return condition("ScalingLimited", "True", "TooManyReplicas", "more than the maximum", since);
    }

    @Test
    void saysWhatIsMeasuredWhereOneStaysAtItsMaximum() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(WEB + autoscaler("web", 2, 10, atMax("2026-01-02T11:00:00Z"))))
                .get(0);

        assertThat(finding.reason()).isEqualTo("HpaAtMax");
        assertThat(finding.summary())
                .isEqualTo("HorizontalPodAutoscaler shop/web is at its maximum and would go further: 10 pods");
        assertThat(finding.cause()).isEqualTo("cpu is at 143 % of the request, the aim is 80 %; 18 pods would meet it");
    }

    @Test
    void isSilentAboutAShortPeakAndABoundThatSomebodyFixed() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(WEB + autoscaler("web", 2, 10, atMax("2026-01-02T11:50:00Z")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(WEB + autoscaler("web", 10, 10, atMax("2026-01-02T11:00:00Z")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(WEB
                        + autoscaler(
                                "web",
                                2,
                                2,
                                condition(
                                        "ScalingLimited",
                                        "True",
                                        "TooFewReplicas",
                                        "less than the minimum",
                                        "2026-01-02T09:00:00Z")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FailedGetResourceMetric | failed to get cpu utilization: missing request for cpu in container proxy of Pod web-1 | HpaTargetWithoutRequests",
                "FailedGetResourceMetric | did not receive metrics for targeted pods (pods might be unready) | HpaMetricsMissing",
                "FailedGetExternalMetric | unable to get external metric shop/queue: no metrics returned | HpaMetricsMissing",
                "AmbiguousSelector | pods by selector app=web are controlled by multiple HPAs | HpaSelectorAmbiguous",
                "InvalidSelector | the HPA target scale is missing a selector | HpaCannotScale",
            })
    void tellsApartWhyOneIsInactive(String reason, String message, String expected) throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(WEB + autoscaler("web", 2, 3, active(reason, message))))
                .get(0);

        assertThat(finding.reason()).isEqualTo(expected);
        assertThat(finding.cause()).isEqualTo(message);
    }

    @Test
    void isSilentAboutATargetScaledToNothingAndAboutTheFirstMinutes() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(WEB
                        + autoscaler(
                                "web",
                                2,
                                0,
                                active(
                                        "ScalingDisabled",
                                        "scaling is disabled since the replica count of the target is zero")))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(WEB
                        + autoscaler(
                                "web",
                                2,
                                3,
                                condition(
                                        "ScalingActive",
                                        "False",
                                        "FailedGetResourceMetric",
                                        "did not receive metrics",
                                        "2026-01-02T11:58:00Z")))))
                .isEmpty();
    }

    @Test
    void tellsAMetricsApiThatIsNotThereOnceForAllAutoscalers() throws ClusterException {
        String message =
                "the HPA was unable to compute the replica count: unable to get metrics for resource cpu: unable to fetch metrics"
                        + " from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";
        FakeCluster cluster = FakeCluster.of(WEB
                + autoscaler("one", 2, 3, active("FailedGetResourceMetric", message))
                + autoscaler("two", 2, 3, active("FailedGetResourceMetric", message)));

        Finding finding = check.findings(cluster).get(0);

        assertThat(check.reasons(cluster)).containsExactly("MetricsApiMissing");
        assertThat(finding.subject().toString()).isEqualTo("APIService v1beta1.metrics.k8s.io");
        assertThat(finding.summary()).contains("HorizontalPodAutoscaler shop/one and 1 more");
    }

    @Test
    void namesTheNearestTargetAndBelievesNoGapInWhatItSees() throws ClusterException {
        String wrong = autoscaler("web", 2, 0).replace("name: web}", "name: webs}");

        assertThat(check.findings(FakeCluster.of(WEB + wrong)))
                .extracting(Finding::reason, Finding::cause, Finding::sustained)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "HpaTargetMissing", "the nearest name there is web", Duration.ofMinutes(5)));
        assertThat(check.reasons(FakeCluster.of(WEB + wrong).forbid(ResourceType.DEPLOYMENTS)))
                .isEmpty();
    }

    @Test
    void believesTheControllerAboutATargetOfAnotherKind() throws ClusterException {
        String rollout = autoscaler(
                        "web",
                        2,
                        0,
                        condition(
                                "AbleToScale",
                                "False",
                                "FailedGetScale",
                                "the HPA controller was unable to get the targets current scale: rollouts.argoproj.io \"web\" not found",
                                "2026-01-02T11:00:00Z"))
                .replace("apps/v1, kind: Deployment", "argoproj.io/v1alpha1, kind: Rollout");

        assertThat(check.reasons(FakeCluster.of(rollout))).containsExactly("HpaTargetMissing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{status: null, spec: {maxReplicas: ten}}",
                "{spec: {scaleTargetRef: []}, status: {conditions: [{type: ScalingLimited, status: \"True\"}, {}], currentReplicas: \"10\"}}",
            })
    void survivesWhatIsNotAsItShouldBe(String rest) throws ClusterException {
        String manifest =
                "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, namespace: shop}, "
                        + rest.substring(1);

        assertThat(check.reasons(FakeCluster.of(manifest.replace(", }", "}")))).isEmpty();
    }

    @Test
    void quotesTheConditionThatSaysThatItFindsNoPods() throws ClusterException {
        String able =
                condition("AbleToScale", "True", "SucceededGetScale", "got the current scale", "2025-12-01T00:00:00Z");

        assertThat(check.findings(FakeCluster.of(WEB
                        + autoscaler("web", 2, 3, able, active("InvalidSelector", "the scale is missing a selector")))))
                .extracting(Finding::reason, Finding::cause, Finding::since)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "HpaCannotScale",
                        "the scale is missing a selector",
                        java.util.Optional.of(java.time.Instant.parse("2026-01-02T11:00:00Z"))));
    }
}
