package dev.midwatch.core.metrics;

import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.core.check.MetricsSource;
import dev.midwatch.core.config.PrometheusConfig;
import dev.midwatch.core.config.Secret;
import dev.midwatch.core.net.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks a Prometheus by its HTTP API. */
public final class Prometheus implements MetricsSource {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 16 << 20;
    private static final int STEPS = 200;
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(60);

    private final URI base;
    private final Optional<String> authorization;
    private final HttpExchange http;
    private final Duration patience;

    /** @param patience how long a check may wait in a cycle, for however many answers */
    Prometheus(URI base, Optional<String> authorization, HttpExchange http, Duration patience) {
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.authorization = authorization;
        this.http = http;
        this.patience = patience;
    }

    /** The one that is configured, or none. */
    public static MetricsSource of(PrometheusConfig config) {
        return config.url()
                .<MetricsSource>map(url -> new Prometheus(
                        url,
                        authorization(config),
                        new HttpExchange(HttpClient.newHttpClient(), DEADLINE, MOST),
                        PATIENCE))
                .orElse(NONE);
    }

    private static Optional<String> authorization(PrometheusConfig config) {
        return config.token()
                .map(token -> "Bearer " + token.reveal().strip())
                .or(() -> config.username()
                        .map(name -> "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((name + ":"
                                                        + config.password()
                                                                .map(Secret::reveal)
                                                                .orElse(""))
                                                .getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public Metrics open(Instant now, Consumer<String> missing) {
        return new OneRun(now, missing);
    }

    /** What one check asks in one cycle, which may be something of each volume. */
    private final class OneRun implements Metrics {
        private final Instant now;
        private final Consumer<String> missing;
        private Duration waited = Duration.ZERO;

        private OneRun(Instant now, Consumer<String> missing) {
            this.now = now;
            this.missing = missing;
        }

        @Override
        public List<Series> over(String promql, Duration back) {
            if (waited.compareTo(patience) >= 0) {
                missing.accept("Prometheus took more than %d s, and was asked no more".formatted(patience.toSeconds()));
                return List.of();
            }
            long from = System.nanoTime();
            try {
                return ask(promql, now, back);
            } catch (IOException e) {
                missing.accept("Prometheus did not answer: " + OneLine.of(e.getMessage()));
                return List.of();
            } finally {
                waited = waited.plusNanos(System.nanoTime() - from);
            }
        }
    }

    private List<Metrics.Series> ask(String promql, Instant now, Duration back) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", promql);
        if (back.isZero()) {
            form.put("time", Long.toString(now.getEpochSecond()));
        } else {
            Duration step = back.dividedBy(STEPS);
            form.put("start", Long.toString(now.minus(back).getEpochSecond()));
            form.put("end", Long.toString(now.getEpochSecond()));
            form.put("step", Math.max(step.toSeconds(), SHORTEST_STEP.toSeconds()) + "s");
        }
        HttpExchange.Answer answer = http.send(request(back.isZero() ? "/api/v1/query" : "/api/v1/query_range", form));
        if (answer.isCut()) {
            throw new IOException("more than " + (http.most() >> 20) + " MiB");
        }
        return PrometheusAnswer.read(answer.status(), answer.body());
    }

    private HttpRequest request(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }
}
