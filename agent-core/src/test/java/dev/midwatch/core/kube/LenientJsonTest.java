package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Typed calls to a server that is newer than the library: what it does not know must not break it. */
class LenientJsonTest {
    private static final String POD =
            "{'apiVersion':'v1','kind':'Pod','fieldOfTomorrow':{'a':[1]},'metadata':{'name':'web','newToo':true,"
                    + "'creationTimestamp':'2026-11-24T00:00:00Z'},"
                    + "'spec':{'unheardOf':1,'containers':[{'name':'a','image':'a:1','future':'x',"
                    + "'resources':{'limits':{'cpu':'500m','newUnit':'1Ki'}},"
                    + "'livenessProbe':{'httpGet':{'port':'http','later':1}}}]}}";

    private final ApiStub server;
    private final CoreV1Api api;
    private final ApiClient client;

    LenientJsonTest() throws IOException {
        server = new ApiStub();
        client = new ClientBuilder().setBasePath(server.url()).build();
        api = new CoreV1Api(client);
    }

    @BeforeAll
    static void install() {
        LenientJson.install();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void getsAnObjectWithUnknownFields() throws Exception {
        server.on("/api/v1/namespaces/shop/pods/web", ApiStub.json(POD));

        known(api.readNamespacedPod("web", "shop").execute());
    }

    @Test
    void listsObjectsWithUnknownFields() throws Exception {
        server.on(
                "/api/v1/pods",
                ApiStub.json("{'kind':'PodList','new':1,'metadata':{'fresh':2},'items':[" + POD + "]}"));

        V1PodList pods = api.listPodForAllNamespaces().execute();

        assertThat(pods.getItems()).hasSize(1);
        known(pods.getItems().get(0));
    }

    @Test
    void patchesAnObjectWithUnknownFields() throws Exception {
        server.on("/api/v1/namespaces/shop/pods/web", ApiStub.json(POD));

        known(api.patchNamespacedPod("web", "shop", new V1Patch("{\"metadata\":{}}"))
                .execute());
        assertThat(server.requests.get(0).body()).isEqualTo("{\"metadata\":{}}");
    }

    @Test
    void watchesObjectsWithUnknownFields() throws Exception {
        server.on("/api/v1/pods", ApiStub.json("{'type':'ADDED','object':" + POD + "}\n"));

        try (Watch<V1Pod> watch = Watch.createWatch(
                client,
                api.listPodForAllNamespaces().watch(true).buildCall(null),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
            Watch.Response<V1Pod> event = watch.next();

            assertThat(event.type).isEqualTo("ADDED");
            known(event.object);
        }
    }

    private static void known(V1Pod pod) {
        assertThat(pod.getMetadata().getName()).isEqualTo("web");
        assertThat(pod.getMetadata().getCreationTimestamp()).isEqualTo(OffsetDateTime.parse("2026-11-24T00:00:00Z"));
        assertThat(pod.getSpec().getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getImage()).isEqualTo("a:1");
            assertThat(container.getResources().getLimits().get("cpu").getNumber())
                    .isEqualByComparingTo("0.5");
            assertThat(container.getLivenessProbe().getHttpGet().getPort().getStrValue())
                    .isEqualTo("http");
        });
    }
}
