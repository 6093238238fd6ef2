package dev.midwatch.core.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON as it may leave. What stands under a name is judged with that name, as it would be in text: a value that looks like nothing is a
 * secret under {@code password}. What holds none stays the very same object.
 */
public final class PlainTree {
    /** Hidden under every telling name, and under no other. */
    private static final String PROBE = "Xk7vQz3pr9Tw";

    private static final int MOST_NAMES = 10_000;

    private final PlainText plain;
    private final Map<String, Boolean> telling = new ConcurrentHashMap<>();

    PlainTree(PlainText plain) {
        this.plain = plain;
    }

    /** Knows every secret that passed through this process. */
    public static PlainTree ofProcess() {
        return new PlainTree(PlainText.ofProcess());
    }

    /** Maps, lists, texts and numbers, however deep. */
    public Object of(Object json) {
        return of("", json);
    }

    /** @param name what the value stands under */
    public Object of(String name, Object value) {
        if (value instanceof String text) {
            return text(name, text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Collection<?> many) {
            return list(name, many);
        }
        return value instanceof Number && tells(name) && !visible(name + ": ", value.toString(), "")
                ? PlainText.HIDDEN
                : value;
    }

    private Object map(Map<?, ?> map) {
        Map<Object, Object> shown = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            // A variable: {name: DB_PASSWORD, value: ...}.
            boolean named = "value".equals(member.getKey()) && map.get("name") instanceof String;
            Object is = of(String.valueOf(named ? map.get("name") : member.getKey()), member.getValue());
            changed |= is != member.getValue();
            shown.put(member.getKey(), is);
        }
        return changed ? shown : map;
    }

    private Object list(String name, Collection<?> many) {
        List<Object> shown = new ArrayList<>(many.size());
        boolean changed = false;
        for (Object one : many) {
            Object is = of(name, one);
            changed |= is != one;
            shown.add(is);
        }
        return changed ? shown : many;
    }

    private String text(String name, String text) {
        if (tells(name) && !visible('"' + name + "\": \"", text.replaceAll("[\\s\"\\\\]", " "), "\"")) {
            return PlainText.HIDDEN;
        }
        String shown = plain.of(text);
        return shown.equals(text) ? text : shown;
    }

    private boolean tells(String name) {
        return telling.size() < MOST_NAMES
                ? telling.computeIfAbsent(name, this::hidesUnder)
                : telling.getOrDefault(name, true);
    }

    private boolean hidesUnder(String name) {
        return !name.isEmpty() && !visible('"' + name + "\": \"", PROBE, "\"");
    }

    private boolean visible(String before, String value, String after) {
        return plain.of(before + value + after).endsWith(value + after);
    }
}
