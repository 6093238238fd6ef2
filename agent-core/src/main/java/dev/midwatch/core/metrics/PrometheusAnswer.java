package dev.midwatch.core.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Trend;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the HTTP API of Prometheus answers, read. */
final class PrometheusAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PrometheusAnswer() {}

    /** @throws IOException in the server's words, or saying that these are not a Prometheus' */
    static List<Metrics.Series> read(int status, String body) throws IOException {
        JsonNode answer = parse(status, body);
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(
                    "HTTP %d, %s".formatted(status, answer.path("error").asText("which is no answer of its HTTP API")));
        }
        List<Metrics.Series> all = new ArrayList<>();
        for (JsonNode one : answer.path("data").path("result")) {
            List<Trend.Point> points = new ArrayList<>();
            if (one.has("values")) {
                one.get("values").forEach(value -> point(value).ifPresent(points::add));
            } else {
                point(one.path("value")).ifPresent(points::add);
            }
            if (!points.isEmpty()) {
                all.add(new Metrics.Series(labels(one.path("metric")), points));
            }
        }
        return all;
    }

    private static JsonNode parse(int status, String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("HTTP " + status + ", which is no answer of its HTTP API", e);
        }
    }

    /** A time in seconds and a number as a text, {@code NaN} and {@code +Inf} among them. */
    private static Optional<Trend.Point> point(JsonNode pair) {
        try {
            double value = Double.parseDouble(pair.path(1).asText());
            return Double.isFinite(value)
                    ? Optional.of(new Trend.Point(
                            Instant.ofEpochMilli(Math.round(pair.path(0).asDouble() * 1000)), value))
                    : Optional.empty();
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new HashMap<>();
        metric.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
