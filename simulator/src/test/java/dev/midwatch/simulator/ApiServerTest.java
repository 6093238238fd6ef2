package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.simulator.scenario.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private Simulation simulation;
    private Wire wire;

    @BeforeEach
    void start() {
        simulation = Simulation.start(Scenario.empty());
        wire = Wire.admin(simulation);
    }

    @AfterEach
    void stop() {
        simulation.close();
    }

    private static String configMap(String name, String value) {
        return """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","labels":{"app":"%s"}},"data":{"key":"%s"}}""".formatted(name, name, value);
    }

    @Test
    void refusesARequestWithoutOrWithAWrongToken() {
        assertThat(new Wire(simulation.url(), "").get("/api/v1/pods").code()).isEqualTo(401);
        Wire.Reply wrong = new Wire(simulation.url(), "wrong").get("/api/v1/pods");
        assertThat(wrong.code()).isEqualTo(401);
        assertThat(wrong.at("/reason").asText()).isEqualTo("Unauthorized");
    }

    /** Whoever judges by the log asks it as soon as there is an answer. */
    @Test
    void hasARequestInItsLogWithItsUserAndItsCodeBeforeTheAnswerIsThere() {
        for (int i = 0; i < 2_000; i++) {
            long before = simulation.requests().size();
            wire.get("/api/v1/namespaces/default/configmaps/none");
            assertThat(simulation.requests().since(before)).singleElement().satisfies(entry -> {
                assertThat(entry.user()).isEqualTo("admin");
                assertThat(entry.code()).isEqualTo(404);
            });
        }
    }

    @Test
    void makesReadsAndRemovesAnObject() {
        Wire.Reply made = wire.post("/api/v1/namespaces/default/configmaps", configMap("one", "1"));
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.at("/metadata/uid").asText()).isNotEmpty();
        assertThat(made.at("/metadata/managedFields/0/manager").asText()).isEqualTo("wire");
        assertThat(wire.get("/api/v1/namespaces/default/configmaps/one")
                        .at("/data/key")
                        .asText())
                .isEqualTo("1");
        Wire.Reply again = wire.post("/api/v1/namespaces/default/configmaps", configMap("one", "1"));
        assertThat(again.code()).isEqualTo(409);
        assertThat(again.at("/reason").asText()).isEqualTo("AlreadyExists");
        assertThat(wire.delete("/api/v1/namespaces/default/configmaps/one", null)
                        .at("/status")
                        .asText())
                .isEqualTo("Success");
        Wire.Reply gone = wire.get("/api/v1/namespaces/default/configmaps/one");
        assertThat(gone.code()).isEqualTo(404);
        assertThat(gone.at("/message").asText()).isEqualTo("configmaps \"one\" not found");
    }

    @Test
    void changesNothingInADryRun() {
        assertThat(wire.post("/api/v1/namespaces/default/configmaps?dryRun=All", configMap("dry", "1"))
                        .code())
                .isEqualTo(201);
        assertThat(wire.get("/api/v1/namespaces/default/configmaps/dry").code()).isEqualTo(404);
        wire.post("/api/v1/namespaces/default/configmaps", configMap("wet", "1"));
        Wire.Reply patched = wire.patch(
                "/api/v1/namespaces/default/configmaps/wet?dryRun=All",
                "application/merge-patch+json",
                "{\"data\":{\"key\":\"2\"}}");
        assertThat(patched.at("/data/key").asText()).isEqualTo("2");
        assertThat(wire.delete("/api/v1/namespaces/default/configmaps/wet?dryRun=All", null)
                        .code())
                .isEqualTo(200);
        assertThat(wire.get("/api/v1/namespaces/default/configmaps/wet")
                        .at("/data/key")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void refusesAnUpdateFromAnOldVersion() {
        Wire.Reply made = wire.post("/api/v1/namespaces/default/configmaps", configMap("race", "1"));
        wire.patch(
                "/api/v1/namespaces/default/configmaps/race",
                "application/merge-patch+json",
                "{\"data\":{\"key\":\"2\"}}");
        Wire.Reply stale = wire.put("/api/v1/namespaces/default/configmaps/race", made.text());
        assertThat(stale.code()).isEqualTo(409);
        assertThat(stale.at("/reason").asText()).isEqualTo("Conflict");
        assertThat(stale.at("/message").asText()).contains("the object has been modified");
    }

    @Test
    void listsInPagesOfOneState() {
        for (int i = 0; i < 5; i++) {
            wire.post("/api/v1/namespaces/kube-public/configmaps", configMap("map-" + i, "x"));
        }
        Wire.Reply first = wire.get("/api/v1/namespaces/kube-public/configmaps?limit=3");
        assertThat(first.at("/items")).hasSize(3);
        assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(3);
        wire.post("/api/v1/namespaces/kube-public/configmaps", configMap("map-late", "x"));
        String token = first.at("/metadata/continue").asText();
        Wire.Reply second = wire.get("/api/v1/namespaces/kube-public/configmaps?limit=3&continue=" + token);
        assertThat(second.at("/items").findValuesAsText("name"))
                .doesNotContain("map-late")
                .contains("map-4");
        assertThat(second.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
        assertThat(second.at("/metadata/continue").isMissingNode()).isTrue();
        assertThat(wire.get("/api/v1/configmaps?continue=nonsense").code()).isEqualTo(400);
        assertThat(wire.get("/api/v1/configmaps?continue=page-1-2-gone").code()).isEqualTo(410);
    }

    @Test
    void selectsByLabelsAndFields() {
        wire.post("/api/v1/namespaces/default/configmaps", configMap("red", "1"));
        wire.post("/api/v1/namespaces/default/configmaps", configMap("blue", "1"));
        assertThat(wire.get("/api/v1/configmaps?labelSelector=app%20in%20(red)").at("/items"))
                .hasSize(1);
        assertThat(wire.get("/api/v1/configmaps?labelSelector=app,app!=red").at("/items"))
                .hasSize(1);
        assertThat(wire.get("/api/v1/configmaps?fieldSelector=metadata.name=blue")
                        .at("/items"))
                .hasSize(1);
        Wire.Reply unknown = wire.get("/api/v1/configmaps?fieldSelector=data.key=1");
        assertThat(unknown.code()).isEqualTo(400);
        assertThat(unknown.at("/message").asText()).contains("\"data.key\" is not a known field selector");
    }

    @Test
    void letsAServiceAccountDoOnlyWhatItsRolesSay() {
        wire.post("/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles", """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"reader"},
                 "rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}]}""");
        wire.post("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"reader"},
                 "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"reader"},
                 "subjects":[{"kind":"ServiceAccount","name":"default","namespace":"default"}]}""");
        Wire account = new Wire(simulation.url(), simulation.token("default", "default"));
        assertThat(account.get("/api/v1/namespaces/default/configmaps").code()).isEqualTo(200);
        Wire.Reply refused = account.get("/api/v1/namespaces/kube-system/configmaps");
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("/message").asText())
                .isEqualTo(
                        "configmaps is forbidden: User \"system:serviceaccount:default:default\" cannot list resource"
                                + " \"configmaps\" in API group \"\" in the namespace \"kube-system\"");
        Wire.Reply review = account.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                 "spec":{"resourceAttributes":{"namespace":"default","verb":"list","resource":"configmaps"}}}""");
        assertThat(review.at("/status/allowed").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatIsNotAManifestOfThisServer() {
        assertThat(wire.get("/apis/nobody.example/v1/things").code()).isEqualTo(404);
        Wire.Reply nameless =
                wire.post("/api/v1/namespaces/default/configmaps", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}");
        assertThat(nameless.code()).isEqualTo(422);
        Wire.Reply media = wire.patch("/api/v1/namespaces/default", "text/plain", "{}");
        assertThat(media.code()).isEqualTo(415);
        Wire.Reply unknown = wire.post(
                "/api/v1/namespaces/default/configmaps?fieldValidation=Strict",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"},\"dta\":{}}");
        assertThat(unknown.code()).isEqualTo(400);
        assertThat(unknown.at("/message").asText()).contains("unknown field \\\"dta\\\"".replace("\\", ""));
    }
}
