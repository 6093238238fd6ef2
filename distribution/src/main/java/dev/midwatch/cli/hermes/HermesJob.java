package dev.midwatch.cli.hermes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.core.job.Schedule;
import dev.midwatch.core.job.ScheduleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One job of the other agent, as it is here.
 *
 * @param fields      as in {@code cron/jobs.json} here, without the jobs it is shown the output of
 * @param contextFrom ids or names of those jobs
 * @param notes       what is different here
 * @param impossible  why it cannot be a job here
 */
record HermesJob(
        String name,
        Map<String, Object> fields,
        List<String> contextFrom,
        List<String> notes,
        Optional<String> impossible) {
    /** How the note begins that says which checks do what a prompt asked for. */
    static final String LOOKS = "instead of kubectl in a shell, which is not here, look the checks";

    /** What their parser does not take: an interval with a time of day. */
    private static final Pattern INTERVAL_AT = Pattern.compile("(?i)every\\s+\\d+\\s*[a-z]+\\s+at\\s+.*");

    private static final Set<String> TARGETS = Set.of("discord", "local", "webhook", "console", "all");
    /** What a prompt speaks of, and the checks that look at it. */
    private static final Map<String, List<String>> CHECKS = checks();

    static HermesJob of(JsonNode entry, Collection<String> known) {
        List<String> notes = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        String name = name(entry);
        fields.put("name", name);
        if (!name.equals(entry.path("name").asText())) {
            notes.add("is called %s here".formatted(name));
        }
        Optional<String> impossible = schedule(entry.path("schedule"), fields, notes);
        prompt(entry, known, fields, notes);
        deliver(entry, fields, notes);
        rest(entry, fields, notes);
        return new HermesJob(
                name, fields, texts(entry.path("context_from")), notes, impossible.or(() -> withoutModel(entry)));
    }

    /** The same with the names here of the jobs that it is shown the output of. */
    HermesJob chained(Map<String, String> names) {
        List<String> context =
                contextFrom.stream().map(one -> names.getOrDefault(one, one)).toList();
        return new HermesJob(name, fields, context, notes, impossible);
    }

    /** As names of jobs are here. */
    static String name(JsonNode entry) {
        String name = entry.path("name")
                .asText(entry.path("id").asText())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.length() <= 63 ? name : name.substring(0, 63).replaceAll("-+$", "");
    }

    /** Why that cannot be kept; empty if it can. */
    private static Optional<String> schedule(JsonNode schedule, Map<String, Object> fields, List<String> notes) {
        String text = switch (schedule.path("kind").asText("")) {
            case "interval" -> "every " + schedule.path("minutes").asLong() + "m";
            case "cron" -> schedule.path("expr").asText();
            case "once" -> schedule.path("run_at").asText();
            default ->
                schedule.isTextual()
                        ? schedule.asText()
                        : schedule.path("display").asText();
        };
        try {
            String ours = Schedule.parse(text).text();
            fields.put("schedule", ours);
            if (INTERVAL_AT.matcher(text).matches()) {
                notes.add("its own parser refuses the schedule \"%s\"; here it is \"%s\"".formatted(text, ours));
            }
            return Optional.empty();
        } catch (ScheduleException e) {
            return Optional.of("schedule: %s (did you mean \"%s\"?)".formatted(e.getMessage(), e.hint()));
        }
    }

    private static void prompt(
            JsonNode entry, Collection<String> known, Map<String, Object> fields, List<String> notes) {
        String prompt = entry.path("prompt").asText("");
        List<String> checks = CHECKS.entrySet().stream()
                .filter(each -> Pattern.compile(each.getKey()).matcher(prompt).find())
                .flatMap(each -> each.getValue().stream())
                .filter(known::contains)
                .distinct()
                .toList();
        boolean silent =
                prompt.contains("[SILENT]") && !prompt.matches("(?is).*\\b(always deliver|no `?\\[SILENT])\\b?.*");
        if (!checks.isEmpty()) {
            fields.put("checks", checks);
            notes.add("%s %s%s"
                    .formatted(
                            LOOKS,
                            String.join(", ", checks),
                            silent ? "; the model is asked only when they find something" : ""));
        } else if (prompt.contains("kubectl")) {
            notes.add("there is no shell here for kubectl; the model has tools that read the cluster");
        }
        fields.put("when", silent ? "on_findings" : "always");
        if (!prompt.isBlank()) {
            fields.put("prompt", prompt);
        }
    }

    private static void deliver(JsonNode entry, Map<String, Object> fields, List<String> notes) {
        List<String> targets = new ArrayList<>();
        JsonNode deliver = entry.path("deliver");
        List<String> all = deliver.isArray()
                ? texts(deliver)
                : List.of(deliver.asText("local").split("\\s*,\\s*"));
        for (String target : all) {
            String platform = target.replaceFirst(":.*", "");
            JsonNode origin = entry.path("origin");
            if (target.equals("origin") && origin.path("platform").asText().equals("discord")) {
                targets.add("discord:" + origin.path("chat_id").asText());
                notes.add("origin is the channel it was made in, " + targets.get(targets.size() - 1));
            } else if (TARGETS.contains(platform)) {
                targets.add(target);
            } else {
                targets.add("console");
                notes.add("there is no channel %s here, so it goes to the console".formatted(platform));
            }
        }
        fields.put("deliver", String.join(", ", targets));
    }

    private static void rest(JsonNode entry, Map<String, Object> fields, List<String> notes) {
        if (!entry.path("enabled").asBoolean(true)) {
            fields.put("enabled", false);
            fields.put("paused_reason", text(entry, "paused_reason").orElse("paused where it was imported from"));
        }
        List<String> skills = texts(entry.path("skills"));
        if (!skills.isEmpty()) {
            fields.put("skills", skills);
        }
        text(entry, "model").ifPresent(model -> fields.put("model", model));
        text(entry, "timezone").ifPresent(zone -> fields.put("timezone", zone));
        text(entry, "script").ifPresent(script -> fields.put("script", script));
        JsonNode repeat = entry.path("repeat");
        int left = repeat.path("times").asInt(0) - repeat.path("completed").asInt(0);
        if (left > 0) {
            fields.put("repeat", left);
        }
        for (String key : List.of("provider", "base_url", "enabled_toolsets", "workdir", "profile")) {
            JsonNode value = entry.path(key);
            if (!value.isMissingNode() && !value.isNull() && !value.asText("-").isBlank()) {
                notes.add(key + " stays behind");
            }
        }
    }

    private static Optional<String> withoutModel(JsonNode entry) {
        return entry.path("no_agent").asBoolean(false)
                ? Optional.of("it only runs a script (no_agent), and a job here looks with checks or asks the model")
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    private static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    private static Map<String, List<String>> checks() {
        Map<String, List<String>> checks = new LinkedHashMap<>();
        checks.put("(?i)\\bget nodes|NotReady|node status", List.of("node-not-ready", "node-pressure"));
        checks.put("(?i)\\btop nodes|node (cpu|disk|mem)", List.of("node-usage", "node-pressure"));
        checks.put("(?i)CrashLoopBackOff|restart loop", List.of("pod-crash-loop"));
        checks.put("(?i)ImagePullBackOff", List.of("pod-image-pull"));
        checks.put(
                "(?i)\\bget (nodes,)?pods|status\\.phase|pods not running",
                List.of("pod-crash-loop", "pod-image-pull", "pod-failed", "pod-unschedulable", "pod-not-ready"));
        checks.put("(?i)\\bget events", List.of("warning-events"));
        checks.put("(?i)\\bget pvc?\\b|PVC|persistent volume", List.of("pvc-pending", "volume-use"));
        checks.put("(?i)\\bapplications\\b|OutOfSync|argocd", List.of("argocd-sync", "argocd-health"));
        checks.put("(?i)\\bcertificates?\\b|cert-manager", List.of("certificate-expiry", "certificate-ready"));
        return checks;
    }
}
