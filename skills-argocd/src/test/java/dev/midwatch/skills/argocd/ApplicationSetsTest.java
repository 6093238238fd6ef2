package dev.midwatch.skills.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationSetsTest extends CheckContract {
    private static String set(String status, String since) {
        return """
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: ApplicationSet
                metadata: {name: clusters, namespace: argocd, creationTimestamp: "2025-12-01T00:00:00Z"}
                status:
                  conditions:
                  - {type: ErrorOccurred, status: "%s", reason: ApplicationGenerationFromParamsError,
                     message: "error generating params from git: authentication required", lastTransitionTime: "2026-01-02T%s:00Z"}
                """.formatted(status, since);
    }

    @Override
    protected Check check() {
        return new ApplicationSets();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a generator that may not read its repository", "ArgoAppSetError", set("True", "11:00")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one without errors", set("False", "11:00")),
                new LookAlike("an error of a minute", set("True", "11:59")),
                new LookAlike(
                        "one that is being deleted",
                        set("True", "11:00")
                                .replace(
                                        "name: clusters",
                                        "name: clusters, deletionTimestamp: \"2026-01-02T11:59:00Z\"")),
                new LookAlike(
                        "one that was never looked at", set("True", "11:00").replaceAll("(?s)status:.*", "")));
    }

    @Test
    void isExplainedByARepoServerThatIsDown() throws Exception {
        FakeCluster cluster = FakeCluster.of(set("True", "11:00")).with(Parts.down("Deployment", "repo-server"));

        assertThat(CheckRun.of(check()).findings(cluster).get(0).dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("apps/Deployment/argocd/argocd-repo-server");
    }
}
