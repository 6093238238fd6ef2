package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final ResourceType CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");
    private static final ResourceType OLD_CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1alpha2", "certificates", "Certificate");
    private static final String AGGREGATED = """
        {'kind':'APIGroupDiscoveryList','apiVersion':'apidiscovery.k8s.io/v2','metadata':{},'items':[
          {'metadata':{'name':'apps'},'versions':[{'version':'v1','freshness':'Current','resources':[
            {'resource':'deployments','scope':'Namespaced','verbs':['list']}]}]},
          {'metadata':{'name':'metrics.k8s.io'},'versions':[{'version':'v1beta1','freshness':'Stale'}]}]}\
        """;
    private static final String GROUPS = """
        {'kind':'APIGroupList','apiVersion':'v1','groups':[
          {'name':'cert-manager.io','versions':[{'groupVersion':'cert-manager.io/v1','version':'v1'}]}]}\
        """;

    private final ApiStub server;
    private final AtomicLong nanos = new AtomicLong();
    private final Discovery discovery;

    DiscoveryTest() throws IOException {
        server = new ApiStub();
        ApiConnection api = new ApiConnection(
                ClusterSource.find(server.settings()).client(),
                Duration.ofSeconds(20),
                1_000,
                new RequestStats(),
                new Contact(Clock.systemUTC()));
        discovery = new Discovery(api, nanos::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void knowsByOneRequestWhatIsNotServed() {
        server.on("/apis", ApiStub.json(AGGREGATED));

        assertThat(discovery.lacks(CERTIFICATES)).isTrue();
        assertThat(discovery.lacks(ResourceType.REPLICA_SETS)).isTrue();
        assertThat(discovery.lacks(ResourceType.DEPLOYMENTS)).isFalse();
        assertThat(server.requests).hasSize(1);
        assertThat(server.requests.get(0).header("Accept")).contains("as=APIGroupDiscoveryList");
    }

    @Test
    void doesNotTakeAServerThatDoesNotAnswerForATypeThatIsNotThere() {
        server.on("/apis", ApiStub.json(AGGREGATED));

        assertThat(discovery.lacks(ResourceType.POD_METRICS)).isFalse();
    }

    @Test
    void doesNotTakeWhatWasThereForGoneWhileTheServerStarts() {
        server.on(
                "/apis",
                ApiStub.json(AGGREGATED),
                ApiStub.json(
                        "{'kind':'APIGroupDiscoveryList','items':["
                                + "{'metadata':{'name':'batch'},'versions':[{'version':'v1','resources':[{'resource':'jobs'}]}]}]}"));
        assertThat(discovery.lacks(ResourceType.DEPLOYMENTS)).isFalse();
        assertThat(discovery.lacks(CERTIFICATES)).isTrue();

        nanos.addAndGet(Duration.ofMinutes(3).toNanos());

        assertThat(discovery.lacks(ResourceType.DEPLOYMENTS)).isFalse();
        assertThat(discovery.lacks(CERTIFICATES)).isTrue();
        assertThat(discovery.lacks(ResourceType.JOBS)).isFalse();
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void takesFromOlderServersTheGroupsAlone() {
        server.on("/apis", ApiStub.json(GROUPS));

        assertThat(discovery.lacks(OLD_CERTIFICATES)).isTrue();
        assertThat(discovery.lacks(ResourceType.DEPLOYMENTS)).isTrue();
        assertThat(discovery.lacks(CERTIFICATES)).isFalse();
    }

    @Test
    void claimsNothingWhereItIsNotTold() {
        server.on("/apis", ApiStub.forbidden());

        assertThat(discovery.lacks(CERTIFICATES)).isFalse();
        assertThat(discovery.lacks(ResourceType.PODS)).isFalse();
    }

    @Test
    void asksAgainAfterMinutes() {
        server.on("/apis", ApiStub.json(AGGREGATED), ApiStub.json(GROUPS));

        assertThat(discovery.lacks(CERTIFICATES)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(discovery.lacks(CERTIFICATES)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(discovery.lacks(CERTIFICATES)).isFalse();
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void sparesTheListsOfWhatIsNotServed() throws ClusterException {
        server.on("/apis", ApiStub.json(AGGREGATED));
        try (Cluster cluster = server.cluster()) {
            Snapshot snapshot = cluster.snapshot(List.of(Permission.list(CERTIFICATES)), SnapshotScope.EVERYTHING);

            assertThat(snapshot.list(CERTIFICATES)).isEmpty();
            assertThat(snapshot.coverage().absent())
                    .containsExactly(new Coverage.Absent("certificates.cert-manager.io"));
            assertThat(server.requests).hasSize(1);
        }
    }
}
