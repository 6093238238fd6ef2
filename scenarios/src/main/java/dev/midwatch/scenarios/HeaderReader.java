package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the first document of a scenario, and notes everything that is wrong in it. */
final class HeaderReader {
    static final int LAST_ROW = 83;
    private static final Set<String> KEYS =
            Set.of("rows", "story", "lint", "expect", "simulator_only", "answers", "checks", "history");
    private static final Set<String> EXPECTED_KEYS = Set.of("reason", "about", "severity", "cause", "explains");
    private static final Set<String> HISTORY_KEYS = Set.of("check", "series", "about", "points");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern ABOUT = Pattern.compile("[A-Z][A-Za-z0-9]* [a-z0-9.:/-]+");
    private static final Set<String> SEVERITIES = Set.of("info", "warning", "critical");

    private final String file;
    private final Document document;
    private final List<Problem> problems;

    HeaderReader(String file, Document document, List<Problem> problems) {
        this.file = file;
        this.document = document;
        this.problems = problems;
    }

    Scenario read(String name, List<ObjectNode> objects) {
        ObjectNode header = document.value();
        known(header, "", KEYS);
        return new Scenario(
                name,
                rows(header.path("rows")),
                text(header, "", "story").orElse(""),
                bool(header.path("lint"), "/lint"),
                expect(header.path("expect")),
                header.has("simulator_only") ? text(header, "", "simulator_only") : Optional.empty(),
                answers(header.path("answers")),
                header.path("checks"),
                history(header.path("history")),
                objects);
    }

    private List<Integer> rows(JsonNode given) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            int row = given.path(i).asInt();
            if (!given.path(i).isIntegralNumber() || row < 1 || row > LAST_ROW) {
                problem("/rows/" + i, "rows: " + given.path(i).asText() + " is no row of the catalogue");
            }
            rows.add(row);
        }
        if (!given.isArray() || rows.isEmpty()) {
            problem("/rows", "rows: the rows of the catalogue that this covers, such as [9]");
        }
        return rows;
    }

    private boolean bool(JsonNode given, String pointer) {
        if (!given.isMissingNode() && !given.isBoolean()) {
            problem(pointer, pointer.substring(1) + ": true or false");
        }
        return given.asBoolean();
    }

    private List<Expected> expect(JsonNode given) {
        if (!given.isArray()) {
            problem("/expect", "expect: the list of all findings that are told; [] where nothing is broken");
        }
        List<Expected> expected = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            expected.add(expected(given.path(i), "/expect/" + i));
        }
        return expected;
    }

    private Expected expected(JsonNode given, String at) {
        known(given, at, EXPECTED_KEYS);
        String reason = text(given, at, "reason").orElse("");
        String about = text(given, at, "about").orElse("");
        require(about.isEmpty() || ABOUT.matcher(about).matches(), at + "/about", "about: a kind and a name: " + about);
        requireReason(reason, at + "/reason");
        Optional<String> severity = given.has("severity") ? text(given, at, "severity") : Optional.empty();
        severity.ifPresent(
                one -> require(SEVERITIES.contains(one), at + "/severity", "severity: one of info, warning, critical"));
        return new Expected(reason, about, severity, cause(given, at), explains(given.path("explains"), at));
    }

    private Optional<Pattern> cause(JsonNode given, String at) {
        if (!given.has("cause")) {
            return Optional.empty();
        }
        try {
            return text(given, at, "cause").map(Pattern::compile);
        } catch (PatternSyntaxException wrong) {
            problem(at + "/cause", "cause: " + wrong.getDescription() + ": " + wrong.getPattern());
            return Optional.empty();
        }
    }

    private Optional<List<String>> explains(JsonNode given, String at) {
        if (given.isMissingNode()) {
            return Optional.empty();
        }
        require(given.isArray(), at + "/explains", "explains: a list of reasons");
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            reasons.add(given.path(i).asText());
            requireReason(reasons.get(i), at + "/explains/" + i);
        }
        return Optional.of(reasons);
    }

    private void requireReason(String reason, String at) {
        require(reason.isEmpty() || REASON.matcher(reason).matches(), at, reason + " is no reason, as PodNotReady is");
    }

    private Map<String, JsonNode> answers(JsonNode given) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        given.properties().forEach(entry -> {
            require(
                    entry.getKey().startsWith("/api/v1/"),
                    "/answers/" + entry.getKey(),
                    "answers: a path such as /api/v1/nodes/NODE/proxy/stats/summary: " + entry.getKey());
            answers.put(entry.getKey(), entry.getValue());
        });
        return answers;
    }

    private List<History> history(JsonNode given) {
        List<History> all = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String at = "/history/" + i;
            known(given.path(i), at, HISTORY_KEYS);
            all.add(new History(
                    text(given.path(i), at, "check").orElse(""),
                    text(given.path(i), at, "series").orElse(""),
                    text(given.path(i), at, "about").orElse(""),
                    points(given.path(i).path("points"), at + "/points")));
        }
        return all;
    }

    private Map<Duration, Double> points(JsonNode given, String at) {
        Map<Duration, Double> points = new LinkedHashMap<>();
        given.properties().forEach(point -> {
            Optional<Duration> before = Moments.before(point.getKey()).filter(age -> age.toSeconds() > 0);
            boolean right = before.isPresent() && point.getValue().isNumber();
            require(right, at + "/" + point.getKey(), "points: a number at a moment before, such as \"${-2d}\": 5");
            before.ifPresent(age -> points.put(age, point.getValue().asDouble()));
        });
        require(!points.isEmpty(), at, "points: what was measured, by moments");
        return points;
    }

    private void known(JsonNode given, String at, Set<String> keys) {
        given.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                problem(at + "/" + key, key + ": no such key; there are " + String.join(", ", new TreeSet<>(keys)));
            }
        });
    }

    private Optional<String> text(JsonNode given, String at, String key) {
        JsonNode value = given.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            problem(at + "/" + key, key + ": a text");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    private void require(boolean right, String at, String text) {
        if (!right) {
            problem(at, text);
        }
    }

    private void problem(String pointer, String text) {
        problems.add(new Problem(file, document.line(pointer), text));
    }
}
