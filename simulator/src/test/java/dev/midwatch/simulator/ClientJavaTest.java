package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import dev.midwatch.simulator.scenario.Scenario;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client library Midwatch itself uses. */
class ClientJavaTest {
    private Simulation simulation;
    private ApiClient client;
    private CoreV1Api core;

    @BeforeEach
    void start() {
        simulation = Simulation.start(Scenario.parse("small", """
                cluster:
                  nodes: 2
                  workloads: [{name: web, namespace: shop, replicas: 2, port: 8080}]
                """));
        client = Config.fromToken(simulation.url().toString(), simulation.adminToken(), false);
        core = new CoreV1Api(client);
    }

    @AfterEach
    void stop() {
        simulation.close();
    }

    @Test
    void connectsByTheKubeconfigOverTls() throws Exception {
        KubeConfig kubeconfig = KubeConfig.loadKubeConfig(new StringReader(simulation.kubeconfig()));
        ApiClient secure = Config.fromConfig(kubeconfig);
        assertThat(new CoreV1Api(secure).listNode().execute().getItems()).hasSize(2);
    }

    @Test
    void readsTypedLists() throws Exception {
        List<V1Pod> pods = core.listNamespacedPod("shop").limit(1).execute().getItems();
        assertThat(pods).hasSize(1);
        assertThat(pods.get(0).getStatus().getPhase()).isEqualTo("Running");
        V1Deployment web =
                new AppsV1Api(client).readNamespacedDeployment("web", "shop").execute();
        assertThat(web.getStatus().getReadyReplicas()).isEqualTo(2);
    }

    @Test
    void patchesAndTellsRefusals() throws Exception {
        V1ConfigMap map =
                new V1ConfigMap().metadata(new V1ObjectMeta().name("made")).putDataItem("a", "1");
        core.createNamespacedConfigMap("shop", map).fieldManager("me").execute();
        V1ConfigMap patched = PatchUtils.patch(
                V1ConfigMap.class,
                () -> core.patchNamespacedConfigMap("made", "shop", new V1Patch("{\"data\":{\"b\":\"2\"}}"))
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
                client);
        assertThat(patched.getData()).containsEntry("a", "1").containsEntry("b", "2");
        assertThatThrownBy(() -> core.readNamespacedConfigMap("absent", "shop").execute())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(404));
    }

    @Test
    void watchesChangesFromAVersionOn() throws Exception {
        String version =
                core.listNamespacedConfigMap("shop").execute().getMetadata().getResourceVersion();
        for (String name : List.of("one", "two")) {
            core.createNamespacedConfigMap("shop", new V1ConfigMap().metadata(new V1ObjectMeta().name(name)))
                    .execute();
        }
        core.deleteNamespacedConfigMap("one", "shop").execute();
        List<String> seen = new ArrayList<>();
        try (Watch<V1ConfigMap> watch = Watch.createWatch(
                client,
                core.listNamespacedConfigMap("shop")
                        .watch(true)
                        .resourceVersion(version)
                        .allowWatchBookmarks(true)
                        .timeoutSeconds(1)
                        .buildCall(null),
                new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
            watch.forEach(event ->
                    seen.add(event.type + " " + event.object.getMetadata().getName()));
        }
        assertThat(seen).startsWith("ADDED one", "ADDED two", "DELETED one");
        assertThat(seen.get(seen.size() - 1)).startsWith("BOOKMARK");
    }

    @Test
    void endsAWatchFromTooFarBackWithGone() {
        Wire wire = Wire.admin(simulation);
        Wire.Reply reply = wire.get("/api/v1/pods?watch=true&resourceVersion=1&timeoutSeconds=2");
        assertThat(reply.at("/type").asText()).isEqualTo("ERROR");
        assertThat(reply.at("/object/code").asInt()).isEqualTo(410);
        assertThat(reply.at("/object/reason").asText()).isEqualTo("Expired");
    }

    @Test
    void refusesEvictionsABudgetForbids() {
        Wire wire = Wire.admin(simulation);
        wire.post("/apis/policy/v1/namespaces/shop/poddisruptionbudgets", """
                {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"web"},
                 "spec":{"minAvailable":1,"selector":{"matchLabels":{"app.kubernetes.io/name":"web"}}}}""");
        simulation.advance(Duration.ofSeconds(1));
        List<String> names = wire.get("/api/v1/namespaces/shop/pods").at("/items").findValues("metadata").stream()
                .map(metadata -> metadata.path("name").asText())
                .toList();
        List<Integer> codes = new ArrayList<>();
        for (String name : names) {
            codes.add(wire.post(
                            "/api/v1/namespaces/shop/pods/" + name + "/eviction",
                            "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + name
                                    + "\"}}")
                    .code());
        }
        assertThat(codes).containsExactly(201, 429);
    }
}
