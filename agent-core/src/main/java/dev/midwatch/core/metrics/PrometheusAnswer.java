package dev.midwatch.core.metrics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
    private static final String NONE_OF_ITS_ANSWERS = "which is no answer of its HTTP API";

    private PrometheusAnswer() {}

    /**
     * Series by series: of a large cluster an answer has many.
     *
     * @throws IOException in the server's words, or saying that these are not a Prometheus'
     */
    static List<Metrics.Series> read(int status, String body) throws IOException {
        List<Metrics.Series> all = new ArrayList<>();
        String outcome = "";
        String error = NONE_OF_ITS_ANSWERS;
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                json.nextToken();
                switch (key) {
                    case "status" -> outcome = json.getValueAsString("");
                    case "error" -> error = json.getValueAsString(error);
                    case "data" -> data(json, all);
                    default -> json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("HTTP " + status + ", " + NONE_OF_ITS_ANSWERS, e);
        }
        if (!outcome.equals("success")) {
            throw new IOException("HTTP " + status + ", " + error);
        }
        return all;
    }

    private static void data(JsonParser json, List<Metrics.Series> into) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.START_ARRAY || !key.equals("result")) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                series(JSON.readTree(json)).ifPresent(into::add);
            }
        }
    }

    private static Optional<Metrics.Series> series(JsonNode one) {
        List<Trend.Point> points = new ArrayList<>();
        if (one.has("values")) {
            one.get("values").forEach(value -> point(value).ifPresent(points::add));
        } else {
            point(one.path("value")).ifPresent(points::add);
        }
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(new Metrics.Series(labels(one.path("metric")), points));
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
