package dev.midwatch.core.kube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Label selectors as kubectl takes them: {@code a=b}, {@code a!=b}, {@code a in (b,c)}, {@code a notin (b)}, {@code a}, {@code !a}. */
final class Selectors {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUAL = Pattern.compile("([^!=\\s]+)\\s*(!=|==?)\\s*(\\S*)");
    private static final Pattern KEY = Pattern.compile("(!?)\\s*([\\w./-]+)");

    private Selectors() {}

    /** @throws IllegalArgumentException for what is not a selector */
    static Predicate<Map<String, String>> parse(String selector) {
        List<Predicate<Map<String, String>>> terms = new ArrayList<>();
        for (String term : selector.split(",(?![^(]*\\))")) {
            if (!term.isBlank()) {
                terms.add(term(term.strip()));
            }
        }
        return labels -> terms.stream().allMatch(term -> term.test(labels));
    }

    private static Predicate<Map<String, String>> term(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            Set<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
            boolean in = set.group(2).equals("in");
            return labels -> in == (labels.containsKey(set.group(1)) && values.contains(labels.get(set.group(1))));
        }
        Matcher equal = EQUAL.matcher(term);
        if (equal.matches()) {
            boolean not = equal.group(2).equals("!=");
            return labels -> not != equal.group(3).equals(labels.get(equal.group(1)));
        }
        Matcher key = KEY.matcher(term);
        if (key.matches()) {
            return labels -> key.group(1).isEmpty() == labels.containsKey(key.group(2));
        }
        throw new IllegalArgumentException("not a label selector: " + term);
    }
}
