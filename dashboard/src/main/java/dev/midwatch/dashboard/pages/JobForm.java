package dev.midwatch.dashboard.pages;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A job as somebody types it: every key as in {@code cron/jobs.json}, right or wrong.
 *
 * @param texts one value each; empty for the default
 * @param lists several
 */
public record JobForm(Map<String, String> texts, Map<String, List<String>> lists) {
    private static final List<String> TEXTS = List.of(
            "name", "schedule", "timezone", "prompt", "when", "deliver", "model", "timeout", "token_budget", "repeat");
    private static final List<String> LISTS = List.of("checks", "skills", "tools", "context_from");
    private static final List<String> NUMBERS = List.of("token_budget", "repeat");
    private static final int MOST_DIGITS = 9;

    public JobForm {
        texts = Map.copyOf(texts);
        lists = Map.copyOf(lists);
    }

    static JobForm fresh() {
        return of(Map.of("when", "on_findings", "deliver", "console"));
    }

    /** @param fields as in {@code cron/jobs.json} */
    static JobForm of(Map<String, ?> fields) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, List<String>> lists = new TreeMap<>();
        TEXTS.forEach(key -> texts.put(
                key, Optional.ofNullable(fields.get(key)).map(String::valueOf).orElse("")));
        LISTS.forEach(key -> lists.put(
                key,
                fields.get(key) instanceof Collection<?> values
                        ? values.stream().map(String::valueOf).toList()
                        : List.of()));
        return new JobForm(texts, lists);
    }

    static JobForm typed(Context ctx) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, List<String>> lists = new TreeMap<>();
        TEXTS.forEach(key -> texts.put(
                key,
                Optional.ofNullable(ctx.formParam(key))
                        .map(text -> text.replace("\r\n", "\n").strip())
                        .orElse("")));
        LISTS.forEach(key -> lists.put(
                key,
                ctx.formParams(key).stream()
                        .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList()));
        return new JobForm(texts, lists);
    }

    public String text(String key) {
        return texts.getOrDefault(key, "");
    }

    public List<String> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    /** What of a list is not among the choices, for the field beside them. */
    public String others(String key, List<Choice> choices) {
        List<String> others = new ArrayList<>(list(key));
        choices.forEach(choice -> others.remove(choice.name()));
        return String.join(", ", others);
    }

    /** For a job that is made. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>(changes(of(Map.of())));
        fields.values().removeIf(java.util.Objects::isNull);
        return fields;
    }

    /** What is to change about the job that was this before; null takes a key back to its default. */
    Map<String, Object> changes(JobForm before) {
        Map<String, Object> changes = new LinkedHashMap<>();
        TEXTS.stream()
                .filter(key -> !text(key).equals(before.text(key)))
                .forEach(key -> changes.put(key, value(key, text(key))));
        LISTS.stream()
                .filter(key -> !list(key).equals(before.list(key)))
                .forEach(key -> changes.put(key, list(key).isEmpty() ? null : list(key)));
        return changes;
    }

    /** Tells two states of a job apart. */
    String version() {
        return Integer.toHexString(new TreeMap<>(texts).hashCode() * 31 + new TreeMap<>(lists).hashCode());
    }

    private static Object value(String key, String text) {
        if (text.isEmpty()) {
            return null;
        }
        boolean number = NUMBERS.contains(key) && text.matches("\\d{1," + MOST_DIGITS + "}");
        return number ? Integer.valueOf(text) : text;
    }
}
