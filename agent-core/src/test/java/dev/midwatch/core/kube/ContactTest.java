package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String VERSION = "/version";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private ApiStub server;
    private Cluster cluster;

    @BeforeEach
    void connect() throws Exception {
        server = new ApiStub().on(VERSION, ApiStub.json("{'gitVersion':'v1'}"));
        cluster = Cluster.connect(server.settings().deadline(Duration.ofSeconds(5)), now::get);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    private void passAMinute() {
        now.updateAndGet(moment -> moment.plusSeconds(60));
    }

    private void fail() {
        assertThatThrownBy(cluster::version).isInstanceOf(ClusterException.class);
    }

    @Test
    void knowsNothingBeforeTheFirstRequest() {
        assertThat(cluster.contact().lastHeard()).isEmpty();
        assertThat(cluster.contact().lostSince()).isEmpty();
    }

    @Test
    void isKeptByAnAnswer() throws Exception {
        cluster.version();

        assertThat(cluster.contact().lastHeard()).contains(NOON);
        assertThat(cluster.contact().lostSince()).isEmpty();
    }

    @Test
    void isKeptByARefusal() {
        server.on("/api/v1/pods", ApiStub.forbidden());
        assertThatThrownBy(() -> cluster.live().list(ResourceType.PODS)).isInstanceOf(ClusterException.class);

        assertThat(cluster.contact().lastHeard()).contains(NOON);
    }

    @Test
    void isLostFromTheFirstRequestThatFailedUntilTheNextAnswer() throws Exception {
        cluster.version();
        server.on(VERSION, ApiStub.status(503, "ServiceUnavailable", "no endpoints"));
        passAMinute();
        fail();
        passAMinute();
        fail();
        assertThat(cluster.contact().lostSince()).contains(NOON.plusSeconds(60));
        assertThat(cluster.contact().lastHeard()).contains(NOON);

        server.on(VERSION, ApiStub.json("{'gitVersion':'v1'}"));
        cluster.version();
        assertThat(cluster.contact().lostSince()).isEmpty();
    }

    @Test
    void isLostWithTheServer() {
        server.close();
        fail();

        assertThat(cluster.contact().lostSince()).contains(NOON);
        assertThat(cluster.requests().byKind()).containsEntry(new RequestStats.Kind(VERSION, "list", 0), 1L);
    }

    @Test
    void countsWhatIsOneTypeTooManyUnderOneName() {
        RequestStats stats = new RequestStats();
        for (int type = 0; type < 1_000; type++) {
            stats.answered("type-" + type, "list", 404);
            stats.answered("/apis/group-" + type, "list", 404);
        }

        assertThat(stats.byKind())
                .hasSize(202)
                .containsEntry(new RequestStats.Kind("other", "list", 404), 800L)
                .containsEntry(new RequestStats.Kind("document", "list", 404), 1_000L);
        assertThat(stats.count()).isEqualTo(2_000);
    }
}
