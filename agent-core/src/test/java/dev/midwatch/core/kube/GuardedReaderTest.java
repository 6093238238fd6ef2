package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    @Test
    void readsWhatAKubeletMeasuredIfThatWasDeclared() throws ClusterException {
        String stats = "/api/v1/nodes/n1.example.com/proxy/stats/summary";
        server.on(stats, ApiStub.json("{'node':{'nodeName':'n1'}}"));

        assertThat(guarded(Permission.get(ResourceType.NODES).on("proxy"))
                        .document(stats)
                        .at("node.nodeName")
                        .text())
                .isEqualTo("n1");
        assertThat(cluster.requests().byKind().keySet())
                .extracting(Object::toString)
                .containsExactly("Kind[resource=nodes/proxy, verb=get, code=200]");
        refuses(
                () -> guarded(Permission.readAny(), Permission.get(ResourceType.NODES))
                        .document(stats),
                "nodes/proxy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nodes/n1/proxy/run/shop/web/app?cmd=id",
                "/api/v1/nodes/n1/proxy/exec/shop/web/app",
                "/api/v1/nodes/n1/proxy",
                "/api/v1/nodes/n1/proxy/stats/summary/",
                "/api/v1/nodes/n1/proxy/stats/summary?x=/../../run",
                "/api/v1/nodes/n1:10250/proxy/stats/summary",
                "/api/v1/nodes/../pods/web/proxy/stats/summary",
                "/api/v1/nodes/..%2f/proxy/stats/summary",
                "/api/v1/nodes/n1..n2/proxy/stats/summary",
                "/api/v1/nodes/n1/proxy/logs/syslog",
                "/api/v1/namespaces/shop/pods/n1/proxy/stats/summary"
            })
    void reachesNothingElseOfAKubelet(String path) {
        refuses(() -> guarded(Permission.get(ResourceType.NODES).on("proxy")).document(path), "is not a discovery");
        assertThat(server.requests).isEmpty();
    }

    private static ResourceType type(String group, String version, String plural) {
        return new ResourceType(group, version, plural, "ConfigMap", true);
    }

    static Stream<Arguments> typesThatLeadElsewhere() {
        return Stream.of(
                        type("", "v1", "pods/a/exec"),
                        type("", "v1", "pods/a/attach"),
                        type("", "v1", "pods/a/portforward"),
                        type("", "v1", "pods/a/proxy"),
                        type("", "v1", "services/web/proxy"),
                        type("", "v1", "nodes/n1/proxy"),
                        type("", "v1", "serviceaccounts/default/token"),
                        type("", "v1", "secrets?fieldSelector=x"),
                        type("", "v1", "secrets#"),
                        type("", "v1", "secrets%2Fdb"),
                        type("", "v1", "..%2f..%2fapi"),
                        type("", "v1", ".."),
                        type("", "v1", ""),
                        type("", "v1", " secrets"),
                        type("", "v1", "SECRETS"),
                        type("", "v1", "*"),
                        type("", "v1/namespaces/kube-system/secrets/db?", "pods"),
                        type("", "v1/watch", "secrets"),
                        type("", "", "pods"),
                        type("", "../v1", "pods"),
                        type("apps/v1/namespaces/shop", "v1", "deployments"),
                        type("../api", "v1", "secrets"),
                        type("..", "v1", "secrets"),
                        type("*", "*", "*"),
                        ResourceType.cluster("", "v1", "watch", "Watch"),
                        ResourceType.cluster("", "v1", "proxy", "Proxy"),
                        ResourceType.cluster("", "v1", "redirect", "Redirect"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("typesThatLeadElsewhere")
    void readsNoTypeThatLeadsElsewhere(ResourceType trick) {
        GuardedReader reader =
                guarded(Permission.readAny(), Permission.of(Verb.LIST, trick), Permission.of(Verb.GET, trick));

        refuses(() -> reader.list(trick), "was not declared");
        refuses(() -> reader.table(ListQuery.of(trick)), "was not declared");
        refuses(() -> reader.find(trick, "shop", "secrets"), "was not declared");
        assertThat(reader.sees(trick, "shop")).isFalse();
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../secrets",
                "a/exec",
                "a/../../secrets/db",
                "a?x=y",
                "a#b",
                "a%2fexec",
                "a\\exec",
                "a b",
                "a\n",
                "\u0000",
                "\uff0fexec",
                "a;b",
                "..%2f"
            })
    void readsNoObjectWhoseNameLeadsElsewhere(String name) throws ClusterException {
        GuardedReader reader = guarded(Permission.readAny(), Permission.logs());

        assertThat(reader.find(ResourceType.PODS, "shop", name)).isEmpty();
        assertThatThrownBy(() -> reader.logs(LogQuery.of("shop", name, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        if (!name.isEmpty()) {
            assertThatThrownBy(() -> reader.find(ResourceType.PODS, name, "a"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.list(ListQuery.of(ResourceType.PODS).in(name)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> reader.table(ListQuery.of(ResourceType.PODS).in(name)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void countsReadingWhateverOneMayAsObjectsAndNotAsWhatIsBelowThem() {
        refuses(() -> guarded(Permission.readAny()).logs(LogQuery.of("shop", "a", 1)), "get pods/log");
        refuses(
                () -> guarded(Permission.get(ResourceType.PODS).on("exec")).find(ResourceType.PODS, "shop", "a"),
                "get pods");
        refuses(
                () -> guarded(Permission.of(Verb.PATCH, ResourceType.PODS)).find(ResourceType.PODS, "shop", "a"),
                "get pods");
        refuses(() -> guarded(Permission.of(Verb.DELETE, ResourceType.PODS)).list(ResourceType.PODS), "list pods");
        refuses(() -> guarded(Permission.of(Verb.WATCH, ResourceType.PODS)).list(ResourceType.PODS), "list pods");
        refuses(
                () -> guarded(Permission.list(type("", "v1", "deployments.apps")))
                        .list(ResourceType.DEPLOYMENTS),
                "list deployments.apps");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void tellsNoValueOfASecretToAReaderOfEverything() throws ClusterException {
        server.on(
                        "/api/v1/secrets",
                        ApiStub.list(
                                "{'metadata':{'name':'db','namespace':'shop'},'data':{'password':'aHVudGVyMg=='},'stringData':{'a':'hunter2'}}"))
                .on(
                        "/api/v1/namespaces/shop/secrets/db",
                        ApiStub.json(
                                "{'metadata':{'name':'db','namespace':'shop','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'hunter2'}},'data':{'password':'aHVudGVyMg=='}}"));
        GuardedReader reader = guarded(Permission.readAny());
        // Called by another kind, it is the same address, and the same Secret.
        for (ResourceType secrets : List.of(ResourceType.SECRETS, type("", "v1", "secrets"))) {
            assertThat(reader.list(secrets).toString()
                            + reader.list(secrets).get(0).json().raw())
                    .contains("password")
                    .doesNotContain("hunter2", "aHVudGVyMg");
            assertThat(reader.find(secrets, "shop", "db")
                            .orElseThrow()
                            .json()
                            .raw()
                            .toString())
                    .contains("password")
                    .doesNotContain("hunter2", "aHVudGVyMg");
        }
    }

    @Test
    void keepsToTheNamespacesThatAreLookedAt() throws ClusterException {
        server.on("/api/v1/namespaces/shop/pods", ApiStub.list(ApiStub.object("shop", "a")))
                .on("/api/v1/namespaces/blog/pods", ApiStub.list(ApiStub.object("blog", "b")));
        GuardedReader reader = new GuardedReader(
                cluster.live(),
                List.of(Permission.readAny(), Permission.logs()),
                new SnapshotScope(List.of("shop", "blog"), List.of()));

        assertThat(reader.list(ResourceType.PODS))
                .extracting(one -> one.namespace() + "/" + one.name())
                .containsExactly("shop/a", "blog/b");
        assertThat(reader.find(ResourceType.PODS, "shop", "a")).isPresent();
        refuses(() -> reader.find(ResourceType.PODS, "kube-system", "a"), "kube-system");
        refuses(() -> reader.find(ResourceType.PODS, "", "a"), "not looked at");
        refuses(() -> reader.list(ListQuery.of(ResourceType.PODS).in("kube-system")), "kube-system");
        refuses(() -> reader.table(ListQuery.of(ResourceType.PODS).in("kube-system")), "kube-system");
        refuses(() -> reader.logs(LogQuery.of("kube-system", "a", 1)), "kube-system");
        assertThat(reader.sees(ResourceType.PODS, "")).isFalse();
        assertThat(reader.sees(ResourceType.PODS, "kube-system")).isFalse();
        assertThat(server.requests)
                .noneMatch(one -> one.path().contains("kube-system"))
                .noneMatch(one -> one.path().equals("/api/v1/pods"));
    }

    @Test
    void leavesOutTheNamespacesThatAreExcluded() throws ClusterException {
        server.on("/api/v1/pods", ApiStub.list(ApiStub.object("shop", "a"), ApiStub.object("vault", "b")));
        GuardedReader reader = new GuardedReader(
                cluster.live(), List.of(Permission.readAny()), new SnapshotScope(List.of(), List.of("vault")));

        assertThat(reader.list(ResourceType.PODS))
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("a"));
        refuses(() -> reader.find(ResourceType.PODS, "vault", "b"), "vault");
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
