package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads and checks the timeline. */
final class StepReader {
    private static final Map<String, Arguments> ACTIONS = actions();
    private static final List<String> TIMES = List.of("until", "after", "expires-in");

    private record Arguments(List<String> required, List<String> optional) {
        List<String> all() {
            List<String> all = new ArrayList<>(required);
            all.addAll(optional);
            return all;
        }
    }

    private StepReader() {}

    private static Map<String, Arguments> actions() {
        Map<String, Arguments> actions = new TreeMap<>();
        List<String> workload = List.of("workload");
        List<String> container = List.of("container", "exit-code", "log", "after", "until", "healed-by");
        actions.put("crash", new Arguments(workload, container));
        actions.put("oom", new Arguments(workload, container));
        actions.put("image-pull-error", new Arguments(workload, List.of("image", "message", "until")));
        actions.put("not-ready", new Arguments(workload, List.of("container", "message", "until", "healed-by")));
        actions.put("pending", new Arguments(workload, List.of("cpu", "memory")));
        actions.put("node-not-ready", new Arguments(List.of("node"), List.of("until")));
        actions.put("secret-missing", new Arguments(List.of("secret"), List.of("workload")));
        actions.put("config-missing", new Arguments(List.of("config"), List.of("workload")));
        actions.put("pvc-pending", new Arguments(List.of("claim"), List.of("storage-class", "size")));
        actions.put("argocd", new Arguments(List.of("application"), List.of("sync", "health", "message")));
        actions.put(
                "certificate",
                new Arguments(List.of("certificate"), List.of("ready", "reason", "message", "expires-in")));
        actions.put("log", new Arguments(List.of("workload", "lines"), List.of()));
        actions.put("metrics", new Arguments(List.of("cpu", "memory"), List.of("node", "workload")));
        actions.put("heal", new Arguments(List.of(), List.of("workload", "node", "all")));
        actions.put("restart", new Arguments(workload, List.of()));
        actions.put("scale", new Arguments(List.of("workload", "replicas"), List.of()));
        List<String> object = List.of("apiVersion", "kind", "name");
        List<String> patched = List.of("apiVersion", "kind", "name", "patch");
        actions.put("patch", new Arguments(patched, List.of("namespace")));
        actions.put("patch-status", new Arguments(patched, List.of("namespace")));
        actions.put("delete", new Arguments(object, List.of("namespace")));
        return actions;
    }

    static List<Step> read(Source source) {
        List<Step> steps = new ArrayList<>();
        JsonNode timeline = source.root().path("timeline");
        for (int i = 0; i < timeline.size(); i++) {
            entry(source, "/timeline/" + i, timeline.get(i), steps);
        }
        return steps;
    }

    private static void entry(Source source, String pointer, JsonNode entry, List<Step> steps) {
        TreeSet<String> known = new TreeSet<>(ACTIONS.keySet());
        known.addAll(List.of("at", "apply"));
        Keys.check(source, pointer, entry, known, List.of());
        Duration at = entry.has("at") ? span(source, pointer + "/at", entry.get("at")) : Duration.ZERO;
        for (var field : entry.properties()) {
            if (field.getKey().equals("at")) {
                continue;
            }
            String here = pointer + "/" + field.getKey();
            if (!field.getKey().equals("apply")) {
                Arguments arguments = ACTIONS.get(field.getKey());
                Keys.check(source, here, field.getValue(), arguments.all(), arguments.required());
                times(source, here, field.getValue());
            }
            steps.add(new Step(at, field.getKey(), field.getValue()));
        }
    }

    private static void times(Source source, String pointer, JsonNode arguments) {
        for (String key : TIMES) {
            if (arguments.has(key)) {
                span(source, pointer + "/" + key, arguments.get(key));
            }
        }
        for (String key : List.of("workload", "secret", "config", "claim", "certificate")) {
            if (arguments.has(key) && !arguments.path(key).asText().matches("[^/]+/[^/]+")) {
                throw source.error(
                        pointer + "/" + key,
                        "namespace/name is expected, not \""
                                + arguments.path(key).asText() + "\"");
            }
        }
        if (arguments.has("healed-by") && !arguments.path("healed-by").asText().equals("restart")) {
            throw source.error(pointer + "/healed-by", "the only value is \"restart\"");
        }
    }

    static Duration span(Source source, String pointer, JsonNode value) {
        return Spans.parse(value.asText())
                .orElseThrow(() -> source.error(
                        pointer,
                        "a duration such as 90s, 10m, 1h30m or 12d is expected, not \"" + value.asText() + "\""));
    }
}
