package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KubeletsTest {
    private final ApiStub server;
    private final Cluster cluster;

    KubeletsTest() throws IOException {
        server = new ApiStub();
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    private static String stats(String node) {
        return "/api/v1/nodes/" + node + "/proxy/stats/summary";
    }

    private static ClusterException failure(Snapshot snapshot, String node) {
        return catchThrowableOfType(ClusterException.class, () -> snapshot.document(stats(node)));
    }

    @Test
    void areAskedOnceInACycle() throws ClusterException {
        server.on(stats("n1"), ApiStub.json("{'node':{'nodeName':'n1'}}"));
        Snapshot snapshot = cluster.snapshot(List.of(), SnapshotScope.EVERYTHING);

        assertThat(snapshot.document(stats("n1"))).isEqualTo(snapshot.document(stats("n1")));
        assertThat(server.requests).hasSize(1);
        assertThat(snapshot.coverage().lookedAt()).containsExactly(new Coverage.LookedAt("nodes/proxy", 1));
        assertThat(snapshot.coverage().complete()).isTrue();
    }

    @Test
    void areHeardOnlyAboutDisksAndTheVolumesOfClaims() throws ClusterException {
        server.on(stats("n1"), ApiStub.json("""
            {'node':{'nodeName':'n1','cpu':{'usageNanoCores':7},'fs':{'capacityBytes':10,'availableBytes':4}},
             'pods':[
              {'podRef':{'name':'a'},'containers':[{'name':'c','rootfs':{'usedBytes':1}}],
               'volume':[{'name':'token','usedBytes':1},
                         {'name':'data','usedBytes':2,'pvcRef':{'name':'data','namespace':'shop'}}]},
              {'podRef':{'name':'b'},'volume':[{'name':'token','usedBytes':1}]}]}\
            """));

        Json summary = cluster.snapshot(List.of(), SnapshotScope.EVERYTHING).document(stats("n1"));

        assertThat(summary.raw())
                .isEqualTo(Map.of(
                        "node",
                        Map.of("nodeName", "n1", "fs", Map.of("capacityBytes", 10, "availableBytes", 4)),
                        "pods",
                        List.of(Map.of(
                                "volume",
                                List.of(Map.of(
                                        "name",
                                        "data",
                                        "usedBytes",
                                        2,
                                        "pvcRef",
                                        Map.of("name", "data", "namespace", "shop")))))));
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void keepNobodyWaitingWhomTheirAnswerBreaks() {
        ClusterReader broken = (ClusterReader) Proxy.newProxyInstance(
                ClusterReader.class.getClassLoader(),
                new Class<?>[] {ClusterReader.class},
                (proxy, method, arguments) -> {
                    throw new StackOverflowError("too deep");
                });
        Kubelets kubelets = new Kubelets(broken);

        assertThatThrownBy(() -> kubelets.ask(stats("n1"))).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> kubelets.ask(stats("n1"))).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void areAskedNoMoreAfterARefusalAndThatIsOneGap() {
        server.on(stats("n1"), ApiStub.status(403, "Forbidden", "cannot get resource nodes/proxy"));
        Snapshot snapshot = cluster.snapshot(List.of(), SnapshotScope.EVERYTHING);

        assertThat(failure(snapshot, "n1").why()).isEqualTo(Why.FORBIDDEN);
        assertThat(failure(snapshot, "n2")).hasMessageContaining("cannot get resource nodes/proxy");
        assertThat(server.requests).hasSize(1);
        assertThat(snapshot.coverage().blind()).containsExactly(new Coverage.Blind("nodes/proxy", "*", "forbidden"));
    }

    @Test
    void areAskedNoMoreWhenFourInARowDoNotAnswer() {
        Snapshot snapshot = cluster.snapshot(List.of(), SnapshotScope.EVERYTHING);
        for (int i = 1; i <= 6; i++) {
            server.on(stats("n" + i), ApiStub.status(503, "ServiceUnavailable", "error trying to reach service"));
            assertThat(failure(snapshot, "n" + i).why()).isEqualTo(Why.FAILED);
        }

        assertThat(server.requests).hasSize(4);
        assertThat(snapshot.coverage().blind()).containsExactly(new Coverage.Blind("nodes/proxy", "*", "failed"));
    }

    @Test
    void sayNothingOfTheApiServerBeforeThemWhenTheyFail() {
        server.on(stats("n1"), ApiStub.status(503, "ServiceUnavailable", "error trying to reach service"))
                .on(stats("n2"), ApiStub.body(401, "text/plain", "Unauthorized"))
                .on(stats("n3"), ApiStub.body(404, "text/plain", "404 page not found"));
        Snapshot snapshot = cluster.snapshot(List.of(), SnapshotScope.EVERYTHING);

        assertThat(failure(snapshot, "n1").why()).isEqualTo(Why.FAILED);
        assertThat(failure(snapshot, "n2")).hasMessage("the kubelet answered 401 to " + stats("n2") + ": Unauthorized");
        assertThat(failure(snapshot, "n3").why()).isEqualTo(Why.FAILED);
        assertThat(cluster.contact().lostSince()).isEmpty();
    }
}
