package dev.midwatch.skills.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgocdRunsTest extends CheckContract {
    @Override
    protected Check check() {
        return new ArgocdRuns();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("no repo server", "ArgoRepoServerDown", Parts.down("Deployment", "repo-server")),
                new Fault("no controller", "ArgoControllerDown", Parts.down("StatefulSet", "application-controller")),
                new Fault("no cache", "ArgoRedisDown", Parts.down("Deployment", "redis")),
                new Fault(
                        "no controller of ApplicationSets",
                        "ArgoApplicationSetControllerDown",
                        Parts.down("Deployment", "applicationset-controller")),
                new Fault(
                        "a chart's own names",
                        "ArgoRepoServerDown",
                        Parts.down("Deployment", "repo-server").replace("name: argocd-", "name: gitops-argocd-")),
                new Fault(
                        "a workload without labels",
                        "ArgoRepoServerDown",
                        Parts.down("Deployment", "repo-server").replaceAll("  labels:.*\\n", "")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "one that runs",
                        Parts.part("Deployment", "repo-server", "spec: {replicas: 2}", "status: {readyReplicas: 1}\n")),
                new LookAlike(
                        "one that is being upgraded",
                        Parts.down("Deployment", "repo-server").replace("T11:00", "T11:58")),
                new LookAlike(
                        "one that somebody scaled to zero",
                        Parts.part("StatefulSet", "application-controller", "spec: {replicas: 0}", "")),
                new LookAlike("a server, which nothing waits for", Parts.down("Deployment", "server")),
                new LookAlike(
                        "somebody else's repo server",
                        Parts.down("Deployment", "repo-server").replace("argocd", "nexus")));
    }

    @Test
    void looksTwiceWhereNothingSaysSinceWhen() throws Exception {
        Finding finding = CheckRun.of(check())
                .findings(
                        FakeCluster.of(Parts.part("StatefulSet", "application-controller", "spec: {replicas: 1}", "")))
                .get(0);

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.sustained()).isEqualTo(Duration.ofMinutes(5));
        assertThat(finding.look()).isEqualTo("kubectl -n argocd describe statefulset argocd-application-controller");
    }
}
