package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedReaderTest {
    private final ApiStub server;
    private final Cluster cluster;

    GuardedReaderTest() throws IOException {
        server = new ApiStub()
                .on("/api/v1/pods", ApiStub.list(ApiStub.object("shop", "a")))
                .on("/api/v1/namespaces/shop/pods/a", ApiStub.json(ApiStub.object("shop", "a")))
                .on("/api/v1/namespaces/shop/pods/a/log", ApiStub.body(200, "text/plain", "line"));
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void letsThroughWhatWasDeclared() throws ClusterException {
        GuardedReader reader = guarded(
                Permission.list(ResourceType.PODS, "status"), Permission.get(ResourceType.PODS), Permission.logs());

        assertThat(reader.list(ResourceType.PODS)).hasSize(1);
        assertThat(reader.find(ResourceType.PODS, "shop", "a")).isPresent();
        assertThat(reader.logs(LogQuery.of("shop", "a", 10))).isEqualTo("line");
    }

    @Test
    void asksTheServerForNothingElse() {
        GuardedReader lists = guarded(Permission.list(ResourceType.PODS));
        GuardedReader gets = guarded(Permission.get(ResourceType.PODS));

        refuses(() -> lists.find(ResourceType.PODS, "shop", "a"), "get pods");
        refuses(() -> lists.list(ResourceType.SECRETS), "list secrets");
        refuses(() -> gets.list(ResourceType.PODS), "list pods");
        refuses(() -> gets.table(ListQuery.of(ResourceType.PODS)), "list pods");
        refuses(() -> gets.logs(LogQuery.of("shop", "a", 10)), "get pods/log");
        refuses(
                () -> guarded(Permission.of(Verb.LIST, ResourceType.PODS).on("log"))
                        .list(ResourceType.PODS),
                "list pods");
        assertThat(gets.sees(ResourceType.PODS, "shop")).isFalse();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void letsAReaderOfEverythingRead() throws ClusterException {
        assertThat(guarded(Permission.readAny()).list(ResourceType.PODS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/apis", "/api/v1", "/apis/apps/v1", "/openapi/v3/apis/apps/v1"})
    void opensDocumentsThatDescribeTheApi(String path) throws ClusterException {
        server.on(path, ApiStub.json("{'a':'b'}"));

        assertThat(guarded().document(path).get("a").text()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/secrets",
                "/apis/apps/v1/deployments",
                "/api/v1/namespaces/shop/secrets/db",
                "/openapi/v3/../../api/v1/secrets",
                "/apis/apps/v1?x",
                "/metrics",
                "/version\\..\\api"
            })
    void opensNoOtherDocument(String path) {
        refuses(() -> guarded().document(path), path);
        assertThat(server.requests).isEmpty();
    }

    private static void refuses(ThrowingCallable read, String named) {
        ClusterException refusal = catchThrowableOfType(ClusterException.class, read);
        assertThat(refusal.why()).isEqualTo(Why.UNDECLARED);
        assertThat(refusal).hasMessageContaining(named);
    }

    private GuardedReader guarded(Permission... declared) {
        return new GuardedReader(cluster.live(), List.of(declared));
    }
}
