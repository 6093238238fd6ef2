package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes events; the same one again raises the count of the first, as real recorders do. They live for an hour. */
public final class Events {
    private static final Duration LIFE = Duration.ofHours(1);
    private final Cluster cluster;
    private final Map<String, String> names = new HashMap<>();
    private long sequence;

    /** Who tells it. */
    public record Source(String component, String host) {
        static Source of(String component) {
            return new Source(component, "");
        }

        static Source kubelet(String node) {
            return new Source("kubelet", node);
        }
    }

    public Events(Cluster cluster) {
        this.cluster = cluster;
    }

    public void normal(JsonNode about, Source source, String reason, String message) {
        record(about, "", source, "Normal", reason, message);
    }

    public void warning(JsonNode about, Source source, String reason, String message) {
        record(about, "", source, "Warning", reason, message);
    }

    void record(JsonNode about, String fieldPath, Source source, String type, String reason, String message) {
        String namespace = Meta.namespace(about).isEmpty() ? "default" : Meta.namespace(about);
        String key = String.join("|", Meta.uid(about), fieldPath, source.component(), type, reason, message);
        String now = Meta.time(cluster.now());
        String known = names.get(key);
        boolean repeated = known != null
                && cluster.change("", "events", namespace, known, event -> {
                    event.put("count", event.path("count").asLong() + 1);
                    event.put("lastTimestamp", now);
                });
        if (!repeated
                && (known == null
                        || cluster.find("", "events", namespace, known).isEmpty())) {
            ObjectNode event = event(about, fieldPath, source, type, reason, message);
            Meta.of(event).put("namespace", namespace);
            names.put(key, Meta.name(cluster.load(event)));
        }
    }

    private ObjectNode event(
            JsonNode about, String fieldPath, Source source, String type, String reason, String message) {
        ObjectNode event = Json.object();
        event.put("apiVersion", "v1").put("kind", "Event");
        String suffix = Long.toHexString(0x18a0000000000000L + cluster.now().toEpochMilli() * 1_000_000 + sequence++);
        event.putObject("metadata").put("name", Meta.name(about) + "." + suffix);
        ObjectNode involved = event.putObject("involvedObject");
        involved.put("kind", about.path("kind").asText());
        if (!Meta.namespace(about).isEmpty()) {
            involved.put("namespace", Meta.namespace(about));
        }
        involved.put("name", Meta.name(about))
                .put("uid", Meta.uid(about))
                .put("apiVersion", about.path("apiVersion").asText())
                .put("resourceVersion", Json.text(about, "metadata", "resourceVersion"));
        if (!fieldPath.isEmpty()) {
            involved.put("fieldPath", fieldPath);
        }
        event.put("reason", reason).put("message", message);
        ObjectNode from = event.putObject("source").put("component", source.component());
        if (!source.host().isEmpty()) {
            from.put("host", source.host());
        }
        String now = Meta.time(cluster.now());
        event.put("firstTimestamp", now)
                .put("lastTimestamp", now)
                .put("count", 1)
                .put("type", type);
        event.putNull("eventTime");
        return event.put("reportingComponent", source.component()).put("reportingInstance", source.host());
    }

    /** Forgets what is older than an hour; says when the next one will be. */
    Optional<Instant> expire() {
        Optional<Instant> next = Optional.empty();
        for (ObjectNode event : cluster.list("", "events", "")) {
            Optional<Instant> last = Meta.time(event.path("lastTimestamp"));
            if (last.isEmpty()) {
                continue;
            }
            Instant end = last.get().plus(LIFE);
            if (end.isAfter(cluster.now())) {
                next = Reconciler.earliest(next, Optional.of(end));
            } else {
                cluster.remove("", "events", Meta.namespace(event), Meta.name(event));
            }
        }
        return next;
    }
}
