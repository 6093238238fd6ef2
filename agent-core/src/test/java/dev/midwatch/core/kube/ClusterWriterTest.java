package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterWriterTest {
    private static final String POD = "/api/v1/namespaces/shop/pods/web";
    private static final Intent INTENT = new Intent(
            "test_action",
            ResourceType.PODS,
            new ObjectRef("v1", "Pod", "shop", "web", "uid-1"),
            Risk.values()[0],
            "kubectl ...");

    private final ApiStub server;
    private final Cluster cluster;

    ClusterWriterTest() throws IOException {
        server = new ApiStub().on(POD, ApiStub.json(ApiStub.object("shop", "web")));
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void patchesTheVeryObjectAndMarksIt() throws ClusterException {
        Json body =
                Json.of(Map.of("metadata", Map.of("annotations", Map.of("note", "x")), "spec", Map.of("replicas", 3)));

        cluster.writer().execute(new Action.Patch(INTENT, "", PatchType.STRATEGIC_MERGE, body), "41", "audit-7");

        ApiStub.Request sent = sent();
        assertThat(sent.method()).isEqualTo("PATCH");
        assertThat(sent.header("Content-type")).startsWith("application/strategic-merge-patch+json");
        assertThat(sent.query()).isEqualTo(Map.of("fieldManager", "midwatch"));
        assertThat(sent.header("Audit-id")).isEqualTo("audit-7");
        assertThat(json(sent.body()))
                .isEqualTo(Map.of(
                        "metadata",
                        Map.of(
                                "uid",
                                "uid-1",
                                "resourceVersion",
                                "41",
                                "annotations",
                                Map.of("note", "x", "midwatch.dev/audit-id", "audit-7")),
                        "spec",
                        Map.of("replicas", 3)));
    }

    @Test
    void triesAPatchWithoutKeepingIt() throws ClusterException {
        Json body = Json.of(Map.of("spec", Map.of("replicas", 3)));

        cluster.writer().dryRun(new Action.Patch(INTENT, "", PatchType.MERGE, body));

        assertThat(sent().query()).isEqualTo(Map.of("fieldManager", "midwatch", "dryRun", "All"));
        assertThat(sent().header("Content-type")).startsWith("application/merge-patch+json");
        assertThat(json(sent().body()))
                .isEqualTo(Map.of("metadata", Map.of("uid", "uid-1"), "spec", Map.of("replicas", 3)));
    }

    @Test
    void patchesASubresourceWithoutTheMark() throws ClusterException {
        server.on(POD + "/scale", ApiStub.json(ApiStub.object("shop", "web")));

        cluster.writer()
                .execute(
                        new Action.Patch(
                                INTENT, "scale", PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", 3)))),
                        "41",
                        "audit-7");

        assertThat(json(server.to(POD + "/scale").get(0).body()))
                .isEqualTo(Map.of(
                        "metadata", Map.of("uid", "uid-1", "resourceVersion", "41"), "spec", Map.of("replicas", 3)));
    }

    @Test
    void testsUidAndVersionBeforeTheStepsOfAJsonPatch() throws ClusterException {
        Map<String, Object> step = Map.of("op", "remove", "path", "/spec/x");

        cluster.writer().execute(new Action.Patch(INTENT, "", PatchType.JSON, Json.of(List.of(step))), "41", "audit-7");

        assertThat(sent().header("Content-type")).startsWith("application/json-patch+json");
        assertThat(json(sent().body()))
                .isEqualTo(List.of(
                        Map.of("op", "test", "path", "/metadata/uid", "value", "uid-1"),
                        Map.of("op", "test", "path", "/metadata/resourceVersion", "value", "41"),
                        step));
    }

    @Test
    void deletesTheVeryObject() throws ClusterException {
        Action.Delete delete = new Action.Delete(INTENT);

        cluster.writer().dryRun(delete);
        cluster.writer().execute(delete, "41", "audit-7");

        Map<String, Object> options = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "propagationPolicy",
                "Background",
                "preconditions",
                Map.of("uid", "uid-1", "resourceVersion", "41"));
        assertThat(server.requests).extracting(ApiStub.Request::method).containsOnly("DELETE");
        assertThat(Json.of(json(server.requests.get(0).body())).get("dryRun").texts())
                .containsExactly("All");
        assertThat(json(server.requests.get(1).body())).isEqualTo(options);
    }

    @Test
    void evictsTheVeryPodAndSaysThatABudgetForbidsIt() throws ClusterException {
        server.on(
                POD + "/eviction",
                ApiStub.status(201, "", ""),
                ApiStub.status(429, "TooManyRequests", "Cannot evict pod as it would violate the budget"));
        Action.Evict evict = new Action.Evict(INTENT);

        cluster.writer().dryRun(evict);
        ClusterException refusal = catchThrowableOfType(
                ClusterException.class, () -> cluster.writer().execute(evict, "41", "audit-7"));

        ApiStub.Request first = server.requests.get(0);
        assertThat(first.method()).isEqualTo("POST");
        Json body = Json.of(json(first.body()));
        assertThat(body.at("kind").text()).isEqualTo("Eviction");
        assertThat(body.at("metadata").textMembers()).isEqualTo(Map.of("name", "web", "namespace", "shop"));
        assertThat(body.at("deleteOptions.preconditions.uid").text()).isEqualTo("uid-1");
        assertThat(body.at("deleteOptions.dryRun").texts()).containsExactly("All");
        assertThat(refusal.why()).isEqualTo(Why.TOO_MANY_REQUESTS);
        assertThat(refusal).hasMessageContaining("budget");
    }

    private ApiStub.Request sent() {
        assertThat(server.requests).hasSize(1);
        return server.requests.get(0);
    }

    private static Object json(String body) {
        try {
            return new ObjectMapper().readValue(body, Object.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
