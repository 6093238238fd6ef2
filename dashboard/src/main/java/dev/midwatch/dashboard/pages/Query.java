package dev.midwatch.dashboard.pages;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page's address asks for; of what was left empty it holds nothing. */
final class Query {
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private Query() {}

    /** @param text as the address has it; null for none */
    static Query parse(String text) {
        Query query = new Query();
        for (String field : text == null ? new String[0] : text.split("&")) {
            int equals = field.indexOf('=');
            String value = equals < 0 ? "" : decode(field.substring(equals + 1)).strip();
            if (!value.isEmpty()) {
                query.fields
                        .computeIfAbsent(decode(field.substring(0, equals)), fresh -> new ArrayList<>())
                        .add(value);
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** As an address has it, without one field. */
    String without(String name) {
        return fields.entrySet().stream()
                .filter(field -> !field.getKey().equals(name))
                .flatMap(field -> field.getValue().stream().map(value -> pair(field.getKey(), value)))
                .collect(Collectors.joining("&"));
    }

    String text() {
        return without("");
    }

    static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
