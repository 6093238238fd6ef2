package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Refuses keys a scenario does not know, and names the nearest it does. */
final class Keys {
    private Keys() {}

    static void check(Source source, String pointer, JsonNode object, Collection<String> known, List<String> required) {
        if (!object.isObject()) {
            throw source.error(pointer, "a mapping is expected here, with " + String.join(", ", known));
        }
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw source.error(
                        pointer + "/" + key,
                        "unknown key \"" + key + "\"; did you mean \"" + nearest(key, known) + "\"?");
            }
        });
        for (String key : required) {
            if (!object.hasNonNull(key)) {
                throw source.error(pointer, "the key \"" + key + "\" is missing");
            }
        }
    }

    static String nearest(String key, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
