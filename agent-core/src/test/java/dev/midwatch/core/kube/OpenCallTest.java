package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ResourceType;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import okhttp3.ConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenCallTest {
    private static final String PODS = "/api/v1/pods";

    private final ApiStub server;
    private final ApiClient client;
    private final ApiConnection api;

    OpenCallTest() throws IOException {
        server = new ApiStub();
        client = ClusterSource.find(server.settings()).client();
        api = new ApiConnection(
                client, Duration.ofSeconds(20), 1_000, new RequestStats(), new Contact(Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    private OpenCall watch() throws ClusterException {
        return api.open(ApiPath.list(ResourceType.PODS, "").with("watch", "true"), Duration.ofSeconds(20));
    }

    @Test
    void asksForAnAnswerThatIsNotPacked() throws ClusterException, IOException {
        server.on(PODS, ApiStub.json("{}"));

        try (InputStream body = watch().begin()) {
            assertThat(body.readAllBytes()).asString().isEqualTo("{}");
        }
        assertThat(server.to(PODS))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("Accept-encoding")).isEqualTo("identity"));
    }

    @Test
    void leavesNoConnectionOpenWhereTheAnswerIsNoWatch() throws ClusterException {
        server.on(PODS, ApiStub.body(200, "text/html", "<html>sign in</html>"));
        OpenCall watch = watch();

        ClusterException failure = catchThrowableOfType(ClusterException.class, watch::begin);

        assertThat(failure.why()).isEqualTo(Why.UNREACHABLE);
        ConnectionPool pool = client.getHttpClient().connectionPool();
        assertThat(pool.connectionCount() - pool.idleConnectionCount()).isZero();
    }
}
