package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.LabelSelector;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.Optional;

/** Rows of jobs and cron jobs. */
final class BatchRows {
    private BatchRows() {}

    static void job(Row row) {
        boolean counted = row.at("spec").has("completions");
        long wanted = counted ? row.number("spec", "completions") : row.number("spec", "parallelism");
        Optional<Instant> start = Meta.time(row.at("status", "startTime"));
        Instant end = Meta.time(row.at("status", "completionTime")).orElse(row.now());
        row.add(status(row))
                .add(row.number("status", "succeeded") + "/" + (counted || wanted <= 1 ? "" : "1 of ") + wanted)
                .add(start.map(from -> Durations.since(from, end)).orElse(""))
                .add(row.age())
                .containers(row.at("spec", "template", "spec"))
                .add(LabelSelector.describe(row.at("spec", "selector")));
    }

    private static String status(Row row) {
        for (JsonNode condition : row.at("status", "conditions")) {
            boolean holds = condition.path("status").asText().equals("True");
            switch (condition.path("type").asText()) {
                case "Complete", "Failed", "Suspended", "FailureTarget", "SuccessCriteriaMet" -> {
                    if (holds) {
                        return condition.path("type").asText();
                    }
                }
                default -> {}
            }
        }
        return row.at("metadata").has("deletionTimestamp") ? "Terminating" : "Running";
    }

    static void cronJob(Row row) {
        row.add(row.text("spec", "schedule"))
                .add(row.orNone("spec", "timeZone"))
                .addNode(printed(row.at("spec", "suspend")))
                .add(row.at("status", "active").size())
                .add(row.at("status").has("lastScheduleTime") ? row.since("status", "lastScheduleTime") : Row.NONE)
                .add(row.age())
                .containers(row.at("spec", "jobTemplate", "spec", "template", "spec"))
                .add(LabelSelector.describe(row.at("spec", "jobTemplate", "spec", "selector")));
    }

    private static JsonNode printed(JsonNode flag) {
        return dev.midwatch.simulator.object.Json.tree(flag.asBoolean() ? "True" : "False");
    }
}
