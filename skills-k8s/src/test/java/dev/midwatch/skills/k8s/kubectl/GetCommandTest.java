package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetCommandTest {
    private static final String SHOP = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-10, namespace: default, labels: {app: web, tier: front}}
            status: {phase: Running}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web-9, namespace: default}
            status: {phase: Pending}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: db-0, namespace: other-place}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: token
              namespace: default
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"aHVudGVyMg=="}}'
                kapp.k14s.io/original: '{"kind":"Secret","data":{"password":"aHVudGVyMg=="}}'
                objectset.rio.cattle.io/applied: H4sIaHVudGVyMg
                cert-manager.io/certificate-name: web
            data: {password: aHVudGVyMg==}
            """;
    private final FakeCluster cluster = FakeCluster.of(SHOP);

    @ParameterizedTest
    @ValueSource(strings = {"pods", "pod", "po", "Pod", "PODS"})
    void findsATypeByAnyOfItsNames(String name) throws Exception {
        assertThat(text(cluster, "get " + name)).isEqualTo("""
                NAME     AGE
                web-10   1d
                web-9    1d
                """);
    }

    @Test
    void putsTheNamespaceFirstWhereAllAreShown() throws Exception {
        assertThat(text(cluster, "get po -A")).isEqualTo("""
                NAMESPACE     NAME     AGE
                default       web-10   1d
                default       web-9    1d
                other-place   db-0     1d
                """);
    }

    @Test
    void separatesSeveralTypesAndNamesThem() throws Exception {
        assertThat(text(cluster, "get po,deploy,svc -L tier --no-headers")).isEqualTo("""
                pod/web-10   1d    front
                pod/web-9    1d  \s\s

                deployment.apps/web   1d  \s\s
                """);
    }

    @Test
    void showsLabelsAndSortsAsAsked() throws Exception {
        assertThat(text(cluster, "get po --show-labels --sort-by=.metadata.name"))
                .isEqualTo("""
                NAME     AGE   LABELS
                web-9    1d    <none>
                web-10   1d    app=web,tier=front
                """);
        assertThat(text(cluster, "get po --sort-by=.status.phase -o name")).isEqualTo("pod/web-9\npod/web-10\n");
    }

    @Test
    void selectsByLabelsAndFields() throws Exception {
        assertThat(text(cluster, "get po -l app=web -o name")).isEqualTo("pod/web-10\n");
        assertThat(text(cluster, "get po --field-selector=status.phase!=Running -o name"))
                .isEqualTo("pod/web-9\n");
    }

    @Test
    void tellsWhatIsThereFromWhatIsNot() throws Exception {
        assertThat(run(cluster, "get pod web-9 nope").text()).isEqualTo("""
                NAME    AGE
                web-9   1d
                Error from server (NotFound): pods "nope" not found""");
        assertThat(run(cluster, "get deploy nope").failed()).isTrue();
        assertThat(run(cluster, "get deploy nope").text())
                .isEqualTo("Error from server (NotFound): deployments.apps \"nope\" not found");
        assertThat(text(cluster, "get svc")).isEqualTo("No resources found in default namespace.");
        assertThat(text(cluster, "get svc -A")).isEqualTo("No resources found");
        assertThat(text(cluster, "get nodes")).isEqualTo("No resources found");
    }

    @Test
    void printsOneObjectAsItselfAndSeveralAsAList() throws Exception {
        assertThat(text(cluster, "get pod/web-9 -o jsonpath='{.metadata.name}'"))
                .isEqualTo("web-9");
        assertThat(text(cluster, "get po -o jsonpath='{.items[*].metadata.name}'"))
                .isEqualTo("web-10 web-9");
        assertThat(text(cluster, "get deploy web -o yaml")).isEqualTo("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  namespace: default
                """);
        assertThat(text(cluster, "get deploy -ojson")).isEqualTo("""
                {
                    "apiVersion": "v1",
                    "items": [
                        {
                            "apiVersion": "apps/v1",
                            "kind": "Deployment",
                            "metadata": {
                                "name": "web",
                                "namespace": "default"
                            }
                        }
                    ],
                    "kind": "List",
                    "metadata": {
                        "resourceVersion": ""
                    }
                }
                """);
        assertThat(text(cluster, "get po -o custom-columns=NAME:.metadata.name,APP:.metadata.labels.app"))
                .isEqualTo("""
                        NAME     APP
                        web-10   web
                        web-9    <none>
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get secret token -o yaml",
                "get secrets -A -o json",
                "get secret token -o jsonpath='{.data.password}{.metadata.annotations}'",
                "get secret token -o custom-columns=A:.data.password",
                "describe secret token"
            })
    void neverShowsTheValueOfASecret(String command) throws Exception {
        assertThat(text(cluster, command)).contains("***").doesNotContain("aHVudGVyMg");
    }

    @Test
    void showsOfASecretWhoseItIs() throws Exception {
        assertThat(text(cluster, "get secret token -o jsonpath={.metadata.annotations}"))
                .isEqualTo(
                        "{\"cert-manager.io/certificate-name\":\"web\",\"kapp.k14s.io/original\":\"***\","
                                + "\"kubectl.kubernetes.io/last-applied-configuration\":\"***\",\"objectset.rio.cattle.io/applied\":\"***\"}");
    }

    @Test
    void findsCustomTypesByDiscovery() throws Exception {
        FakeCluster withCertificates = FakeCluster.of("""
                        {apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: web, namespace: default}}
                        """)
                .document("/api/v1", Map.of("resources", List.of()))
                .document(
                        "/apis",
                        Map.of(
                                "groups",
                                List.of(
                                        Map.of("name", "broken.example", "preferredVersion", Map.of("version", "v1")),
                                        Map.of(
                                                "name",
                                                "cert-manager.io",
                                                "preferredVersion",
                                                Map.of("version", "v1")))))
                .document(
                        "/apis/cert-manager.io/v1",
                        Map.of(
                                "resources",
                                List.of(Map.of(
                                        "name",
                                        "certificates",
                                        "singularName",
                                        "certificate",
                                        "kind",
                                        "Certificate",
                                        "namespaced",
                                        true,
                                        "shortNames",
                                        List.of("cert", "certs"),
                                        "verbs",
                                        List.of("get", "list")))));

        for (String name : List.of("cert", "certificates.cert-manager.io", "certificate.v1.cert-manager.io")) {
            assertThat(text(withCertificates, "get " + name + " -o name"))
                    .isEqualTo("certificate.cert-manager.io/web\n");
        }
        assertThat(text(withCertificates, "api-resources")).isEqualTo("""
                NAME           SHORTNAMES   APIVERSION           NAMESPACED   KIND
                certificates   cert,certs   cert-manager.io/v1   true         Certificate
                """);
        assertThat(run(withCertificates, "get frobs").text())
                .isEqualTo("error: the server doesn't have a resource type \"frobs\"; api-resources lists them");
    }
}
