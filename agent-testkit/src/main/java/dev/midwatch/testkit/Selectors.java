package dev.midwatch.testkit;

import dev.midwatch.api.Json;
import java.util.Arrays;
import java.util.Map;

/** The selectors tests use: {@code a=b}, {@code a!=b}, {@code a}, {@code !a}, joined by commas. */
final class Selectors {
    private Selectors() {}

    static boolean labels(String selector, Map<String, String> labels) {
        return terms(selector).allMatch(term -> {
            int not = term.indexOf("!=");
            int equal = term.indexOf('=');
            if (not > 0) {
                return !term.substring(not + 2).equals(labels.get(term.substring(0, not)));
            }
            if (equal > 0) {
                return term.substring(term.lastIndexOf('=') + 1).equals(labels.get(term.substring(0, equal)));
            }
            return term.startsWith("!") ? !labels.containsKey(term.substring(1)) : labels.containsKey(term);
        });
    }

    static boolean fields(String selector, Json object) {
        return terms(selector).allMatch(term -> {
            int not = term.indexOf("!=");
            return not > 0
                    ? !object.at(term.substring(0, not)).is(term.substring(not + 2))
                    : object.at(term.substring(0, term.indexOf('='))).is(term.substring(term.lastIndexOf('=') + 1));
        });
    }

    private static java.util.stream.Stream<String> terms(String selector) {
        return Arrays.stream(selector.split(",")).map(String::strip).filter(term -> !term.isEmpty());
    }
}
