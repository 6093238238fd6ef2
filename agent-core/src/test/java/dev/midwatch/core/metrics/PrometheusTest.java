package dev.midwatch.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Trend;
import dev.midwatch.core.config.PrometheusConfig;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.net.HttpExchange;
import dev.midwatch.core.net.HttpStub;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PrometheusTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final List<String> missing = new ArrayList<>();
    private HttpStub server;

    @BeforeEach
    void start() throws IOException {
        server = new HttpStub();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Metrics metrics() {
        return metrics(Duration.ofSeconds(20), Optional.empty());
    }

    private Metrics metrics(Duration deadline, Optional<String> authorization) {
        return metrics(deadline, authorization, Duration.ofSeconds(60));
    }

    private Metrics metrics(Duration deadline, Optional<String> authorization, Duration patience) {
        HttpExchange http = new HttpExchange(HttpClient.newHttpClient(), deadline, 1 << 20);
        return new Prometheus(server.uri("/prom/"), authorization, http, patience).open(NOON, missing::add);
    }

    @Test
    void readsTheValuesOfNow() {
        server.then(200, """
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"pod":"web-1"},"value":[1767355200,"0.5"]},
                  {"metric":{"pod":"web-2"},"value":[1767355200,"NaN"]},
                  {"metric":{"pod":"web-3"},"value":[1767355200,"+Inf"]}]}}""");

        List<Metrics.Series> series = metrics().now("sum by (pod) (rate(x[5m])) > 0");

        assertThat(series)
                .containsExactly(new Metrics.Series(Map.of("pod", "web-1"), List.of(new Trend.Point(NOON, 0.5))));
        assertThat(series.get(0).label("pod")).isEqualTo("web-1");
        assertThat(series.get(0).label("node")).isEmpty();
        assertThat(server.requests).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/prom/api/v1/query");
            assertThat(request.body())
                    .isEqualTo("query=sum+by+%28pod%29+%28rate%28x%5B5m%5D%29%29+%3E+0&time=1767355200");
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void readsALineOverTheLastDaysInAFewHundredSteps() {
        server.then(200, """
                {"status":"success","data":{"resultType":"matrix","result":[
                  {"metric":{},"values":[[1767096000,"1"],[1767096000.5,"2"]]}]}}""");

        assertThat(metrics().over("used", Duration.ofDays(3)))
                .singleElement()
                .extracting(Metrics.Series::points)
                .isEqualTo(List.of(
                        new Trend.Point(Instant.ofEpochSecond(1767096000), 1),
                        new Trend.Point(Instant.ofEpochMilli(1767096000500L), 2)));
        assertThat(server.requests.get(0).path()).isEqualTo("/prom/api/v1/query_range");
        assertThat(server.requests.get(0).body()).isEqualTo("query=used&start=1767096000&end=1767355200&step=1296s");
    }

    @Test
    void showsWhatItIsKnownBy() {
        metrics(Duration.ofSeconds(20), Optional.of("Bearer test-token")).now("up");

        assertThat(server.requests.get(0).header("Authorization")).isEqualTo("Bearer test-token");
    }

    /** A token from a file ends in a line break; a header with one would be refused, and said in full. */
    @Test
    void showsATokenWithoutTheLineBreakAtItsEnd() {
        PrometheusConfig config = new PrometheusConfig(
                Optional.of(server.uri("/prom/")),
                Optional.of(new Secret("test-token\n")),
                Optional.empty(),
                Optional.empty());

        Prometheus.of(config).open(NOON, missing::add).now("up");

        assertThat(server.requests.get(0).header("Authorization")).isEqualTo("Bearer test-token");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        server.then(422, "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}")
                .then(200, "<html>Sign in</html>")
                .then(401, "")
                .then(200, "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"value\":null}]}}")
                .then(302, "", "Location", "http://127.0.0.1:9/");
        Metrics metrics = metrics();

        for (int i = 0; i < 5; i++) {
            assertThat(metrics.now("up")).isEmpty();
        }

        assertThat(missing)
                .containsExactly(
                        "Prometheus did not answer: HTTP 422, too many samples",
                        "Prometheus did not answer: HTTP 200, which is no answer of its HTTP API",
                        "Prometheus did not answer: HTTP 401, which is no answer of its HTTP API",
                        "Prometheus did not answer: HTTP 302, which is no answer of its HTTP API");
    }

    @Test
    void doesNotWaitForEver() {
        server.thenStallInTheBody(200);

        assertThat(metrics(Duration.ofMillis(300), Optional.empty()).now("up")).isEmpty();

        assertThat(missing).containsExactly("Prometheus did not answer: no answer within 300 ms");
    }

    /** A check may ask something of each of a thousand volumes. */
    @Test
    @Timeout(20)
    void isAskedNoMoreByACheckThatHasWaitedTooLong() {
        for (int i = 0; i < 1_000; i++) {
            server.thenStall();
        }
        Metrics metrics = metrics(Duration.ofMillis(600), Optional.empty(), Duration.ofSeconds(1));

        for (int i = 0; i < 1_000; i++) {
            assertThat(metrics.now("up")).isEmpty();
        }

        assertThat(server.requests).hasSizeBetween(1, 2);
        assertThat(missing).endsWith("Prometheus took more than 1 s, and was asked no more");
    }

    @Test
    void saysNoMoreOfWhatTheServerSaysThanSomebodyReads() {
        server.then(400, "{\"status\":\"error\",\"error\":\"%s\"}".formatted("bad query ".repeat(50_000)));

        assertThat(metrics().now("up")).isEmpty();

        assertThat(missing).singleElement().asString().hasSizeLessThan(400);
    }

    @Test
    void takesNoMoreThanItCanHold() {
        server.then(200, "x".repeat(2 << 20));

        assertThat(metrics().now("up")).isEmpty();

        assertThat(missing).containsExactly("Prometheus did not answer: more than 1 MiB");
    }
}
