package dev.midwatch.simulator.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which labels to accept: the text form of a query parameter and the structured form of a spec. */
public final class LabelSelector {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());
    private static final Pattern SET = Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern EQUAL = Pattern.compile("\\s*([^\\s!=,()]+)\\s*(==|=|!=)\\s*([^\\s!=,()]*)\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");

    private final List<Requirement> requirements;

    private enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        NOT_EXISTS
    }

    private record Requirement(String key, Operator operator, Set<String> values) {
        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case NOT_EXISTS -> value == null;
            };
        }
    }

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }

    /** The labelSelector query parameter. */
    public static LabelSelector parse(String text) {
        if (text == null || text.isBlank()) {
            return EVERYTHING;
        }
        List<Requirement> requirements = new ArrayList<>();
        for (String part : split(text)) {
            requirements.add(requirement(part, text));
        }
        return new LabelSelector(requirements);
    }

    private static Requirement requirement(String part, String whole) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            Set<String> values = new TreeSet<>();
            Arrays.stream(set.group(3).split(",")).map(String::strip).forEach(values::add);
            return new Requirement(set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values);
        }
        Matcher equal = EQUAL.matcher(part);
        if (equal.matches()) {
            Operator operator = equal.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
            return new Requirement(equal.group(1), operator, Set.of(equal.group(3)));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            Operator operator = exists.group(1).isEmpty() ? Operator.EXISTS : Operator.NOT_EXISTS;
            return new Requirement(exists.group(2), operator, Set.of());
        }
        throw ApiError.badRequest("unable to parse requirement: found '" + part.strip() + "' in \"" + whole + "\"");
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** metav1.LabelSelector; an empty one accepts everything. */
    public static LabelSelector of(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        new TreeMap<>(Json.stringMap(selector.path("matchLabels")))
                .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        for (JsonNode expression : selector.path("matchExpressions")) {
            Operator operator = switch (expression.path("operator").asText()) {
                case "In" -> Operator.IN;
                case "NotIn" -> Operator.NOT_IN;
                case "Exists" -> Operator.EXISTS;
                default -> Operator.NOT_EXISTS;
            };
            requirements.add(new Requirement(
                    expression.path("key").asText(), operator, Set.copyOf(Json.texts(expression.path("values")))));
        }
        return new LabelSelector(requirements);
    }

    /** The plain map of a Service or a replication controller. */
    public static LabelSelector ofMap(JsonNode map) {
        List<Requirement> requirements = new ArrayList<>();
        Json.stringMap(map).forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        return new LabelSelector(requirements);
    }

    /** As kubectl prints it. */
    public static String describe(JsonNode selector) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(Json.stringMap(selector.path("matchLabels")))
                .forEach((key, value) -> parts.add(key + "=" + value));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            String values = "(" + String.join(",", Json.texts(expression.path("values"))) + ")";
            parts.add(
                    switch (expression.path("operator").asText()) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "Exists" -> key;
                        default -> "!" + key;
                    });
        }
        return parts.isEmpty() ? "<none>" : String.join(",", parts);
    }
}
