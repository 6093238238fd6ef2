package dev.midwatch.skills.addons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class OlmOperatorsTest extends CheckContract {
    private static String object(String kind, String metadata, String more) {
        return """
                ---
                apiVersion: operators.coreos.com/v1alpha1
                kind: %s
                metadata: {name: gadget, namespace: ops, uid: u-%s, creationTimestamp: "2026-01-02T09:00:00Z"%s}
                %s
                """.formatted(kind, kind, metadata, more);
    }

    private static String operator(String phase, String since, String metadata) {
        return object("ClusterServiceVersion", metadata, """
                spec: {install: {spec: {deployments: [{name: gadget-controller}]}}}
                status: {phase: %s, reason: InstallCheckFailed, message: "install timeout", lastTransitionTime: "%s"}""".formatted(phase, since));
    }

    private static String subscription(String conditions) {
        return object("Subscription", "", """
                spec: {name: gadget, source: hub, sourceNamespace: olm, installPlanApproval: Manual}
                status: {installPlanRef: {name: gadget}, conditions: [%s]}""".formatted(conditions));
    }

    private static String plan(String phase, String more) {
        return object("InstallPlan", "", """
                spec: {approval: Manual, approved: false, clusterServiceVersionNames: [gadget.v2]}
                status: {phase: %s%s}""".formatted(phase, more));
    }

    @Override
    protected Check check() {
        return new OlmOperators();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "an operator that failed", "OlmOperatorFailed", operator("Failed", "2026-01-02T11:00:00Z", "")),
                new Fault(
                        "an operator that waits for something",
                        "OlmOperatorPending",
                        operator("Pending", "2026-01-02T11:00:00Z", "")),
                new Fault(
                        "one that OLM never looked at",
                        "OlmOperatorPending",
                        object("ClusterServiceVersion", "", "spec: {}")),
                new Fault(
                        "a subscription that cannot be resolved",
                        "OlmSubscriptionFailing",
                        subscription(
                                "{type: ResolutionFailed, status: 'True', message: 'no operators found in channel x', lastTransitionTime: '2026-01-02T11:00:00Z'}")),
                new Fault(
                        "a plan that is gone before it was carried out",
                        "OlmSubscriptionFailing",
                        subscription(
                                "{type: InstallPlanMissing, status: 'True', reason: ReferencedInstallPlanNotFound, lastTransitionTime: '2026-01-02T11:00:00Z'}")),
                new Fault("a plan that failed", "OlmInstallPlanFailed", subscription("") + plan("Failed", "")),
                new Fault(
                        "a plan that waits for somebody",
                        "OlmInstallPlanWaits",
                        subscription("") + plan("RequiresApproval", "")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one that runs", operator("Succeeded", "2026-01-02T11:00:00Z", "")),
                new LookAlike("one that is being installed", operator("Installing", "2026-01-02T11:50:00Z", "")),
                new LookAlike("one that failed a minute ago", operator("Failed", "2026-01-02T11:59:00Z", "")),
                new LookAlike(
                        "a copy of one that failed",
                        operator("Failed", "2026-01-02T11:00:00Z", ", labels: {olm.copiedFrom: olm}")),
                new LookAlike(
                        "one that is being deleted",
                        operator("Failed", "2026-01-02T11:00:00Z", ", deletionTimestamp: '2026-01-02T11:59:00Z'")),
                new LookAlike(
                        "a plan that somebody removed after it was carried out",
                        subscription(
                                        "{type: InstallPlanMissing, status: 'True', reason: ReferencedInstallPlanNotFound, lastTransitionTime: '2026-01-02T11:00:00Z'}")
                                .replace("status: {", "status: {state: AtLatestKnown, ")),
                new LookAlike(
                        "a healthy subscription",
                        subscription(
                                "{type: CatalogSourcesUnhealthy, status: 'False', reason: AllCatalogSourcesHealthy}")),
                new LookAlike("a failed plan of the past", plan("Failed", "")),
                new LookAlike("a plan that is done", subscription("") + plan("Complete", "")),
                new LookAlike(
                        "a plan that just came",
                        subscription("") + plan("RequiresApproval", "").replace("T09:00", "T11:55")),
                new LookAlike("garbage", subscription("7, {type: {a: b}}") + plan("[x]", "")));
    }

    @Test
    void anOperatorFoldsUnderItsDeployment() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(FakeCluster.of(operator("Failed", "2026-01-02T11:00:00Z", "")))
                .get(0);

        assertThat(finding.cause()).isEqualTo("install timeout");
        assertThat(finding.dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("apps/Deployment/ops/gadget-controller");
    }

    @Test
    void aSubscriptionFoldsUnderItsCatalog() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(
                        FakeCluster.of(subscription("{type: CatalogSourcesUnhealthy, status: 'True', message: down}")))
                .get(0);

        assertThat(finding.dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("operators.coreos.com/CatalogSource/olm/hub");
    }

    @Test
    void asksForNothingWhereOlmIsNotInstalled() throws Exception {
        FakeCluster cluster = FakeCluster.of("""
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.apps}
                """ + operator("Failed", "2026-01-02T11:00:00Z", ""));
        FakeCluster installed = FakeCluster.of("""
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1alpha1.operators.coreos.com}
                """ + operator("Failed", "2026-01-02T11:00:00Z", ""));

        assertThat(CheckRun.of(check()).findings(cluster)).isEmpty();
        assertThat(CheckRun.of(check()).findings(installed)).hasSize(1);
    }
}
