package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.ApiStub;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.SnapshotScope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterAccessTest {
    private static final String RULES = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    private static final String ONE = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final Permission PODS = Permission.list(ResourceType.PODS);
    private static final Permission NODES = Permission.list(ResourceType.NODES);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ApiStub server;
    private final Cluster cluster;

    ClusterAccessTest() throws IOException {
        server = new ApiStub();
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void asksOnceForAllToolsAndAnewAfterAMinute() {
        server.on(RULES, rules("pods"), rules("nodes"));
        ClusterAccess access = everywhere();

        assertThat(access.granted(PODS)).isTrue();
        assertThat(access.refusal(NODES)).contains("list nodes");
        now = now.plusSeconds(59);
        assertThat(access.granted(NODES)).isFalse();
        assertThat(server.requests).hasSize(1);

        now = now.plusSeconds(1);
        assertThat(access.granted(NODES)).isTrue();
        assertThat(access.refusal(PODS)).contains("list pods in all namespaces");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void wantsARightInEveryNamespaceThatIsLookedAt() {
        server.on(RULES, rules("pods"), rules("pods"), rules("services"));

        assertThat(in("shop", "blog").granted(PODS)).isTrue();
        assertThat(in("shop").refusal(PODS)).contains("list pods in shop");
        assertThat(server.requests)
                .extracting(ApiStub.Request::body)
                .satisfiesExactly(
                        one -> assertThat(one).contains("shop"),
                        two -> assertThat(two).contains("blog"),
                        three -> assertThat(three).contains("shop"));
    }

    @Test
    void wantsARightOnWhatIsInNoNamespaceForTheWholeCluster() {
        server.on(RULES, rules("nodes"));

        assertThat(in("shop", "blog").granted(NODES)).isTrue();
        assertThat(server.requests)
                .singleElement()
                .satisfies(one -> assertThat(one.body()).contains("\"-\""));
    }

    @Test
    void doesNotAskAboutNamespacesThatAreLeftOut() {
        server.on(RULES, rules("pods"), rules());

        ClusterAccess access = new ClusterAccess(
                cluster.access(), new SnapshotScope(List.of("shop", "blog"), List.of("blog")), () -> now);

        assertThat(access.granted(PODS)).isTrue();
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void asksForEachRightWhereTheRulesAreNotTheWholeTruth() {
        server.on(RULES, ApiStub.json("{'status':{'incomplete':true,'resourceRules':[]}}"))
                .on(ONE, ApiStub.json("{'status':{'allowed':true}}"), ApiStub.json("{'status':{'allowed':false}}"));
        ClusterAccess access = everywhere();

        assertThat(access.granted(PODS)).isTrue();
        assertThat(access.refusal(PODS)).contains("list pods in all namespaces");
        assertThat(server.to(RULES)).hasSize(1);
        assertThat(server.to(ONE)).hasSize(2);
    }

    @Test
    void asksForEachRightWhereTheRulesAreNotGiven() {
        server.on(RULES, ApiStub.forbidden()).on(ONE, ApiStub.json("{'status':{'allowed':true}}"));

        assertThat(everywhere().granted(PODS)).isTrue();
    }

    @Test
    void doesNotGrantWhatCannotBeAskedAndAsksAgain() {
        server.on(RULES, ApiStub.status(500, "InternalError", "etcd is away"), rules("pods"));
        ClusterAccess access = everywhere();

        assertThat(access.refusal(PODS)).contains("list pods, which could not be asked (FAILED)");
        assertThat(access.granted(PODS)).isTrue();
    }

    @Test
    void leavesTheReadingOfWhateverMayBeReadToEachRead() {
        server.on(RULES, rules());

        assertThat(everywhere().granted(Permission.readAny())).isTrue();
    }

    private ClusterAccess everywhere() {
        return new ClusterAccess(cluster.access(), SnapshotScope.EVERYTHING, () -> now);
    }

    private ClusterAccess in(String... namespaces) {
        return new ClusterAccess(cluster.access(), new SnapshotScope(List.of(namespaces), List.of()), () -> now);
    }

    private static ApiStub.Answer rules(String... resources) {
        return ApiStub.json("{'status':{'incomplete':false,'resourceRules':[{'verbs':['list'],'apiGroups':[''],"
                + "'resources':['" + String.join("','", resources) + "']}]}}");
    }
}
