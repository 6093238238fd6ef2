package dev.midwatch.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A JSON value, read by path and never null: what is not there is an absent value, and reading on from it stays absent. So
 * {@code pod.at("status.containerStatuses").items()} is an empty list for a pod that has none, without a single null check.
 *
 * <p>Values are those of the JDK: {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@code Number}, {@code Boolean}.
 */
public final class Json {
    private static final Json ABSENT = new Json(null);
    private static final int MOST_PATHS = 2_000;
    private static final Map<String, String[]> PATHS = new ConcurrentHashMap<>();

    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    /** Wraps a value; null and an already wrapped value are fine. The value must not change afterwards. */
    public static Json of(Object value) {
        if (value instanceof Json json) {
            return json;
        }
        return value == null ? ABSENT : new Json(value);
    }

    /** The member at a path of keys, {@code spec.template.metadata}. For a key that contains a dot use {@link #get(String)}. */
    public Json at(String path) {
        Object here = value;
        for (String key : keys(path)) {
            if (!(here instanceof Map<?, ?> map)) {
                return ABSENT;
            }
            here = map.get(key);
        }
        return of(here);
    }

    /** Checks ask for the same few hundred paths, of each object anew. */
    private static String[] keys(String path) {
        String[] known = PATHS.get(path);
        if (known != null) {
            return known;
        }
        String[] keys = path.split("\\.", -1);
        if (PATHS.size() < MOST_PATHS) {
            PATHS.put(path, keys);
        }
        return keys;
    }

    /** The member of that very key, whatever characters it has. */
    public Json get(String key) {
        return value instanceof Map<?, ?> map ? of(map.get(key)) : ABSENT;
    }

    public boolean isPresent() {
        return value != null;
    }

    /** The text of a string, number or boolean, else the empty string. */
    public String text() {
        return text("");
    }

    /** The text of a string, number or boolean, else the fallback. */
    public String text(String fallback) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? value.toString()
                : fallback;
    }

    /** Whether this is the text, as {@link #text()} gives it. */
    public boolean is(String text) {
        return isPresent() && text().equals(text);
    }

    /** Whether this is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** A whole number, or the fallback for anything else; a string of digits counts. */
    public long number(long fallback) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text && text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return fallback;
    }

    /** An RFC 3339 time as Kubernetes writes them; empty if absent or not a time. */
    public Optional<Instant> time() {
        if (!(value instanceof String text) || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** The elements of a list; empty for anything else. */
    public List<Json> items() {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return List.of();
        }
        List<Json> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(of(item)));
        return items;
    }

    /** The texts of a list's elements; empty for anything else. */
    public List<String> texts() {
        return items().stream().map(Json::text).toList();
    }

    /** The members of an object in their order; empty for anything else. */
    public Map<String, Json> members() {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Json> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(key.toString(), of(member)));
        return members;
    }

    /** The members of an object as texts, for labels and the like; empty for anything else. */
    public Map<String, String> textMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        members().forEach((key, member) -> members.put(key, member.text()));
        return members;
    }

    /** The value itself: a map, list, string, number or boolean; null if absent. */
    public Object raw() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && Objects.equals(value, json.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    /** For people and logs; not JSON. */
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
