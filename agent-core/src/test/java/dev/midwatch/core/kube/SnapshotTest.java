package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final String PODS = "/api/v1/pods";
    private static final ResourceType CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");

    private final ApiStub server;
    private final Cluster cluster;

    SnapshotTest() throws IOException {
        server = new ApiStub();
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void listsATypeOnceWhoeverAsks() throws ClusterException {
        server.on(
                PODS,
                ApiStub.list(
                        "{'metadata':{'name':'a','namespace':'shop','labels':{'app':'web'}}}",
                        "{'metadata':{'name':'b','namespace':'shop'}}",
                        "{'metadata':{'name':'c','namespace':'bank','labels':{'app':'web'}}}"));
        Snapshot snapshot = snapshot(ResourceType.PODS);
        ListQuery pods = ListQuery.of(ResourceType.PODS);

        assertThat(names(snapshot.list(pods))).containsExactly("a", "b", "c");
        assertThat(names(snapshot.list(pods.in("shop")))).containsExactly("a", "b");
        assertThat(names(snapshot.list(pods.labelled("app=web")))).containsExactly("a", "c");
        assertThat(names(snapshot.list(pods.in("shop").labelled("app=web")))).containsExactly("a");
        assertThat(names(snapshot.list(pods.in("none")))).isEmpty();
        assertThat(snapshot.sees(ResourceType.PODS, "shop")).isTrue();
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void readsAListAheadUnlessItIsOnlyForWhenSomebodyAsks() throws ClusterException {
        server.on(PODS, ApiStub.list("{'metadata':{'name':'a','namespace':'shop'}}"));
        Permission rarely = Permission.list(ResourceType.PODS).whenAsked();

        Snapshot idle = cluster.snapshot(List.of(rarely), SnapshotScope.EVERYTHING);
        assertThat(server.requests).isEmpty();
        assertThat(names(idle.list(ListQuery.of(ResourceType.PODS)))).containsExactly("a");
        assertThat(server.requests).hasSize(1);

        cluster.snapshot(List.of(rarely, Permission.list(ResourceType.PODS, "status")), SnapshotScope.EVERYTHING);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void letsEverybodyWaitForTheOneListThatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.on(PODS, (exchange, closed) -> {
            asked.countDown();
            ApiStub.awaitQuietly(answer);
            ApiStub.list(ApiStub.object("shop", "a")).give(exchange, closed);
        });
        Snapshot snapshot = snapshot();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<KubeObject>>> all = new ArrayList<>();
            Callable<List<KubeObject>> ask = () -> snapshot.list(ResourceType.PODS);
            for (int i = 0; i < 8; i++) {
                all.add(callers.submit(ask));
            }
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            answer.countDown();
            for (Future<List<KubeObject>> one : all) {
                assertThat(names(one.get(20, TimeUnit.SECONDS))).containsExactly("a");
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void asksAgainForAnotherFieldSelectorOnly() throws ClusterException {
        server.on("/api/v1/events", ApiStub.list());
        Snapshot snapshot = snapshot(ResourceType.EVENTS);
        ListQuery warnings = ListQuery.of(ResourceType.EVENTS).where("type=Warning");

        snapshot.list(warnings);
        snapshot.list(warnings.in("shop"));

        assertThat(server.requests).hasSize(1);
        assertThat(server.requests.get(0).query()).containsEntry("fieldSelector", "type=Warning");
    }

    @Test
    void tellsWhatItLookedAtAndWhatTheClusterDoesNotHave() throws ClusterException {
        server.on(PODS, ApiStub.list(ApiStub.object("shop", "a"), ApiStub.object("shop", "b")))
                .on("/api/v1/nodes", ApiStub.list());

        Snapshot snapshot = snapshot(ResourceType.PODS, ResourceType.NODES, CERTIFICATES);

        assertThat(snapshot.coverage())
                .isEqualTo(new Coverage(
                        List.of(new Coverage.LookedAt("nodes", 0), new Coverage.LookedAt("pods", 2)),
                        List.of(),
                        List.of(new Coverage.Absent("certificates.cert-manager.io"))));
        assertThat(snapshot.coverage().complete()).isTrue();
        assertThat(snapshot.list(CERTIFICATES)).isEmpty();
        assertThat(snapshot.sees(CERTIFICATES, "shop")).isTrue();
    }

    @Test
    void remembersAGapAndSaysItToEverybodyWhoAsks() {
        server.on("/api/v1/nodes", ApiStub.forbidden(), ApiStub.list());

        Snapshot snapshot = snapshot(ResourceType.NODES);

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(ClusterException.class, () -> snapshot.list(ResourceType.NODES))
                            .why())
                    .isEqualTo(Why.FORBIDDEN);
        }
        assertThat(snapshot.sees(ResourceType.NODES, "")).isFalse();
        assertThat(snapshot.coverage().lookedAt()).isEmpty();
        assertThat(snapshot.coverage().blind()).containsExactly(new Coverage.Blind("nodes", "*", "forbidden"));
        assertThat(server.to("/api/v1/nodes")).hasSize(1);
    }

    @Test
    void fallsBackToTheNamespacesItMaySee() throws ClusterException {
        whoAmI("system:serviceaccount:midwatch:midwatch");
        server.on(PODS, ApiStub.forbidden())
                .on("/api/v1/namespaces", ApiStub.list("{'metadata':{'name':'shop'}}", "{'metadata':{'name':'bank'}}"))
                .on("/api/v1/namespaces/shop/pods", ApiStub.list(ApiStub.object("shop", "a")))
                .on("/api/v1/namespaces/bank/pods", ApiStub.forbidden())
                .on("/api/v1/namespaces/midwatch/pods", ApiStub.forbidden());

        Snapshot snapshot = snapshot(ResourceType.PODS);

        assertThat(names(snapshot.list(ResourceType.PODS))).containsExactly("a");
        assertThat(snapshot.sees(ResourceType.PODS, "shop")).isTrue();
        assertThat(snapshot.sees(ResourceType.PODS, "bank")).isFalse();
        assertThat(snapshot.sees(ResourceType.PODS, "")).isFalse();
        assertThat(snapshot.coverage())
                .isEqualTo(new Coverage(
                        List.of(new Coverage.LookedAt("pods", 1)),
                        List.of(new Coverage.Blind("pods", "* except shop", "forbidden")),
                        List.of()));
        assertThat(server.to("/api/v1/namespaces/midwatch/pods")).hasSize(1);
    }

    @Test
    void knowsItsNamespacesAlsoWhereTheServerDoesNotSayWhoItIs() throws ClusterException {
        server.on(PODS, ApiStub.forbidden())
                .on("/api/v1/namespaces", ApiStub.list("{'metadata':{'name':'bank'}}"))
                .on("/api/v1/namespaces/bank/pods", ApiStub.list(ApiStub.object("bank", "b")))
                .on("/api/v1/namespaces/shop/pods", ApiStub.list(ApiStub.object("shop", "a")));

        assertThat(names(snapshot(ResourceType.PODS).list(ResourceType.PODS))).containsExactly("a", "b");
    }

    @Test
    void failsWhereNoNamespaceCanBeSeen() {
        whoAmI("jane");
        server.on(PODS, ApiStub.forbidden())
                .on("/api/v1/namespaces", ApiStub.forbidden())
                .on("/api/v1/namespaces/shop/pods", ApiStub.forbidden());

        Snapshot snapshot = snapshot(ResourceType.PODS);

        assertThat(catchThrowableOfType(ClusterException.class, () -> snapshot.list(ResourceType.PODS)))
                .returns(Why.FORBIDDEN, ClusterException::why);
        assertThat(snapshot.coverage().blind()).containsExactly(new Coverage.Blind("pods", "*", "forbidden"));
    }

    @Test
    void listsOnlyTheNamespacesItIsFor() throws ClusterException {
        server.on("/api/v1/namespaces/shop/pods", ApiStub.list(ApiStub.object("shop", "a")))
                .on("/api/v1/namespaces/bank/pods", ApiStub.status(500, "InternalError", "etcd"))
                .on("/api/v1/nodes", ApiStub.list());
        List<Permission> needs = List.of(Permission.list(ResourceType.PODS), Permission.list(ResourceType.NODES));

        Snapshot snapshot = cluster.snapshot(needs, new SnapshotScope(List.of("shop", "bank"), List.of()));

        assertThat(names(snapshot.list(ResourceType.PODS))).containsExactly("a");
        assertThat(snapshot.coverage().blind()).containsExactly(new Coverage.Blind("pods", "bank", "failed"));
        assertThat(snapshot.sees(ResourceType.PODS, "kube-system")).isFalse();
        assertThat(snapshot.sees(ResourceType.NODES, "")).isTrue();
        assertThat(server.to(PODS)).isEmpty();
    }

    @Test
    void neitherShowsNorSeesExcludedNamespaces() throws ClusterException {
        server.on(PODS, ApiStub.list(ApiStub.object("shop", "a"), ApiStub.object("kube-system", "dns")))
                .on("/api/v1/nodes", ApiStub.list(ApiStub.object("", "n1")));
        List<Permission> needs = List.of(Permission.list(ResourceType.PODS), Permission.list(ResourceType.NODES));

        Snapshot snapshot = cluster.snapshot(needs, new SnapshotScope(List.of(), List.of("kube-system")));

        assertThat(names(snapshot.list(ResourceType.PODS))).containsExactly("a");
        assertThat(names(snapshot.list(ResourceType.NODES))).containsExactly("n1");
        assertThat(snapshot.sees(ResourceType.PODS, "shop")).isTrue();
        assertThat(snapshot.sees(ResourceType.PODS, "kube-system")).isFalse();
        assertThat(snapshot.sees(ResourceType.PODS, "")).isFalse();
        assertThat(snapshot.sees(ResourceType.NODES, "")).isTrue();
        assertThat(snapshot.coverage().complete()).isTrue();
    }

    @Test
    void holdsOnlyWhatWasListed() throws ClusterException {
        server.on(PODS, ApiStub.list(ApiStub.object("shop", "a"), ApiStub.object("shop", "b")));
        Snapshot snapshot = snapshot(ResourceType.PODS);
        KubeObject first = snapshot.list(ResourceType.PODS).get(0);

        assertThat(snapshot.held(List.of(
                        first.ref(), KubeObject.of(ResourceType.NODES, Map.of()).ref())))
                .containsExactly(first);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void refusesWhatIsNoSelector() {
        server.on(PODS, ApiStub.list());
        Snapshot snapshot = snapshot(ResourceType.PODS);

        assertThat(catchThrowableOfType(
                                ClusterException.class,
                                () -> snapshot.list(
                                        ListQuery.of(ResourceType.PODS).labelled("app is web")))
                        .why())
                .isEqualTo(Why.INVALID);
    }

    @Test
    void knowsWhichNamespacesAGapHides() {
        assertThat(new Coverage.Blind("pods", "*", "forbidden").hides("shop")).isTrue();
        assertThat(new Coverage.Blind("pods", "shop", "timeout").hides("shop")).isTrue();
        assertThat(new Coverage.Blind("pods", "shop", "timeout").hides("bank")).isFalse();
        assertThat(new Coverage.Blind("pods", "* except a,b", "forbidden").hides("b"))
                .isFalse();
        assertThat(new Coverage.Blind("pods", "* except a,b", "forbidden").hides("c"))
                .isTrue();
        assertThat(new Coverage.Blind("pods", "shop", "timeout").inPassing()).isTrue();
        assertThat(new Coverage.Blind("pods", "shop", "forbidden").inPassing()).isFalse();
    }

    private void whoAmI(String user) {
        server.on(
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                ApiStub.json("{'status':{'userInfo':{'username':'%s'}}}".formatted(user)));
    }

    private Snapshot snapshot(ResourceType... types) {
        return cluster.snapshot(
                List.of(types).stream().map(type -> Permission.list(type)).toList(), SnapshotScope.EVERYTHING);
    }

    private static List<String> names(List<KubeObject> objects) {
        return objects.stream().map(KubeObject::name).toList();
    }
}
