package dev.midwatch.skills.k8s.kubectl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects with their keys in the order in which Go writes maps. */
final class Sorted {
    private Sorted() {}

    static Object keys(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, member) -> sorted.put(key.toString(), keys(member)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            List<Object> sorted = new ArrayList<>();
            list.forEach(item -> sorted.add(keys(item)));
            return sorted;
        }
        return value;
    }
}
