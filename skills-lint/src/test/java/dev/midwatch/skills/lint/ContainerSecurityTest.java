package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerSecurityTest extends CheckContract {
    @Override
    protected Check check() {
        return new ContainerSecurity();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "a privileged container",
                        "ContainerPrivileged",
                        Manifests.deployment("containers: [{name: a, securityContext: {privileged: true}}]")),
                new Fault(
                        "a privileged init container",
                        "ContainerPrivileged",
                        Manifests.deployment(
                                "securityContext: {runAsNonRoot: true}, containers: [{name: a}], initContainers: [{name: b, securityContext: {privileged: true}}]")),
                new Fault(
                        "a container that is told to be root",
                        "ContainerRunsAsRoot",
                        Manifests.deployment(
                                "securityContext: {runAsUser: 0}, containers: [{name: a}, {name: b, securityContext: {runAsUser: 7}}]")),
                new Fault(
                        "one that says nothing",
                        "NoSecurityContext",
                        Manifests.deployment("securityContext: {}, containers: [{name: a}]")),
                new Fault(
                        "a CronJob that says nothing",
                        "NoSecurityContext",
                        Manifests.object(
                                "batch/v1",
                                "CronJob",
                                "nightly",
                                "spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}}")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        String root = "containers: [{name: a, securityContext: {runAsUser: 0}}]";
        return List.of(
                new LookAlike(
                        "one that runs as somebody",
                        Manifests.deployment("securityContext: {runAsUser: 1000}, containers: [{name: a}]")),
                new LookAlike("root in a user namespace of its own", Manifests.deployment("hostUsers: false, " + root)),
                new LookAlike(
                        "a Windows container", Manifests.deployment("os: {name: windows}, containers: [{name: a}]")),
                new LookAlike(
                        "what the distribution brings",
                        Manifests.deployment(root).replace("namespace: shop", "namespace: kube-system")),
                new LookAlike(
                        "a workload that is being deleted",
                        Manifests.deployment(root)
                                .replace("uid: d-web", "uid: d, deletionTimestamp: \"2026-01-02T11:59:00Z\"")),
                new LookAlike("a pod that a workload made", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web-1, namespace: shop, ownerReferences: [{kind: ReplicaSet, name: web, controller: true}]}
                        spec: {containers: [{name: a}]}
                        """),
                new LookAlike("a Job that is done", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: once, namespace: shop}
                        spec: {template: {spec: {containers: [{name: a}]}}}
                        status: {conditions: [{type: Complete, status: "True"}]}
                        """),
                new LookAlike("a template of garbage", Manifests.deployment("containers: 7, securityContext: [x]")));
    }

    @Test
    void tellsAWorkloadOnceForAllItsContainers() throws Exception {
        List<Finding> findings = CheckRun.of(check())
                .findings(FakeCluster.of(Manifests.deployment("containers: [{name: a}, {name: b}]")));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.summary()).isEqualTo("Deployment shop/web has no security context");
            assertThat(finding.evidence()).containsEntry("containers", "a, b");
            assertThat(finding.look()).isEqualTo("kubectl -n shop get deployment web -o yaml");
        });
    }

    @Test
    void looksElsewhereWhenTold() throws Exception {
        FakeCluster cluster = FakeCluster.of(Manifests.deployment("containers: [{name: a}]"));

        assertThat(CheckRun.of(check()).with("skip_namespaces", List.of("shop")).findings(cluster))
                .isEmpty();
    }
}
