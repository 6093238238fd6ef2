package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.EditProblem;
import dev.midwatch.core.view.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong with which field of a form. */
public record FieldProblems(Map<String, String> byKey) {
    static final FieldProblems NONE = new FieldProblems(Map.of());

    static FieldProblems of(String key, String message) {
        return new FieldProblems(Map.of(key, message));
    }

    /** @param fallback the field of a refusal that names none */
    static FieldProblems of(Refusal refusal, String fallback) {
        if (refusal.problems().isEmpty()) {
            return of(fallback, refusal.getMessage());
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        refusal.problems()
                .forEach(problem -> byKey.merge(problem.path(), words(problem), (one, other) -> one + " " + other));
        return new FieldProblems(byKey);
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** Empty if nothing is wrong with it. */
    public String at(String key) {
        return byKey.getOrDefault(key, "");
    }

    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** Of what the form has no field for. */
    public List<String> elsewhere(String... fields) {
        List<String> known = List.of(fields);
        return byKey.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .flatMap(entry -> Stream.of(
                        entry.getKey().isEmpty() ? entry.getValue() : entry.getKey() + ": " + entry.getValue()))
                .toList();
    }

    private static String words(EditProblem problem) {
        String message = problem.message();
        String sentence = Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
        return problem.hint().isEmpty()
                ? sentence
                : sentence + " " + Character.toUpperCase(problem.hint().charAt(0))
                        + problem.hint().substring(1);
    }
}
