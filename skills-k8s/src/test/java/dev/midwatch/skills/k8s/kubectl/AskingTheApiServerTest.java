package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskingTheApiServerTest {
    @Test
    void whatItIs() throws Exception {
        assertThat(text(FakeCluster.empty().document("/version", Map.of("gitVersion", "v1.32.3")), "version"))
                .isEqualTo("Server Version: v1.32.3\n");
    }

    @Test
    void whatOneMayDo() throws Exception {
        FakeCluster cluster = FakeCluster.empty().forbid(ResourceType.SECRETS);

        assertThat(text(cluster, "auth can-i list pods -n shop")).isEqualTo("yes");
        assertThat(text(cluster, "auth can-i get pods/log")).isEqualTo("yes");
        assertThat(text(cluster, "auth can-i get secrets -A")).isEqualTo("no");
        assertThat(run(cluster, "auth can-i eat pods").text()).contains("the verb eat is not among");
        assertThat(run(cluster, "auth can-i get pods/web").text()).contains("ask without a name");
        assertThat(run(cluster, "auth can-i get").text()).contains("two arguments");
    }

    @Test
    void whatAFieldMeans() throws Exception {
        FakeCluster cluster = FakeCluster.empty()
                .document(
                        "/openapi/v3/apis/apps/v1",
                        Map.of(
                                "components",
                                Map.of(
                                        "schemas",
                                        Map.of(
                                                "io.k8s.api.apps.v1.Deployment",
                                                Map.of(
                                                        "description",
                                                        "Deployment enables declarative updates for Pods and ReplicaSets.",
                                                        "properties",
                                                        Map.of(
                                                                "spec",
                                                                Map.of(
                                                                        "allOf",
                                                                        List.of(
                                                                                Map.of(
                                                                                        "$ref",
                                                                                        "#/components/schemas/io.k8s.api.apps.v1.DeploymentSpec")))),
                                                        "x-kubernetes-group-version-kind",
                                                        List.of(Map.of(
                                                                "group",
                                                                "apps",
                                                                "version",
                                                                "v1",
                                                                "kind",
                                                                "Deployment"))),
                                                "io.k8s.api.apps.v1.DeploymentSpec",
                                                Map.of(
                                                        "description",
                                                        "What it should be.",
                                                        "required",
                                                        List.of("replicas"),
                                                        "properties",
                                                        Map.of(
                                                                "replicas",
                                                                        Map.of(
                                                                                "type",
                                                                                "integer",
                                                                                "description",
                                                                                "Number of desired pods."),
                                                                "args",
                                                                        Map.of(
                                                                                "type",
                                                                                "array",
                                                                                "items",
                                                                                Map.of("type", "string"))))))));

        assertThat(text(cluster, "explain deploy.spec")).isEqualTo("""
                        GROUP:      apps
                        KIND:       Deployment
                        VERSION:    v1

                        FIELD: spec <DeploymentSpec>


                        DESCRIPTION:
                            What it should be.
                        \s\s\s\s
                        FIELDS:
                          args\t<[]string>
                            <no description>

                          replicas\t<integer> -required-
                            Number of desired pods.


                        """);
        assertThat(run(cluster, "explain deploy.spec.colour").text())
                .isEqualTo("error: field \"colour\" does not exist");
    }
}
