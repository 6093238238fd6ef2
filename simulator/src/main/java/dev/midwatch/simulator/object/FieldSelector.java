package dev.midwatch.simulator.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fieldSelector query parameter: key=value, key==value, key!=value, joined by commas. */
public final class FieldSelector {
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());
    private static final Pattern TERM = Pattern.compile("([^!=]+)(==|!=|=)(.*)");
    private final List<Term> terms;

    private record Term(String key, boolean equal, String value) {}

    private FieldSelector(List<Term> terms) {
        this.terms = terms;
    }

    public static FieldSelector parse(String text) {
        if (text == null || text.isEmpty()) {
            return EVERYTHING;
        }
        List<Term> terms = new ArrayList<>();
        for (String part : text.split("(?<!\\\\),")) {
            if (part.isEmpty()) {
                continue;
            }
            Matcher term = TERM.matcher(part);
            if (!term.matches()) {
                throw ApiError.badRequest("invalid selector: '" + part + "'; can't understand '" + part + "'");
            }
            terms.add(new Term(term.group(1).strip(), !term.group(2).equals("!="), unescaped(term.group(3))));
        }
        return new FieldSelector(terms);
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\([\\\\,=])", "$1");
    }

    public boolean matches(Map<String, String> fields) {
        return terms.stream().allMatch(term -> fields.getOrDefault(term.key, "").equals(term.value) == term.equal);
    }

    public boolean isEverything() {
        return terms.isEmpty();
    }

    /** Refuses a field the type cannot be selected by, in the words of the real server. */
    public void requireSupported(Set<String> supported, boolean onlyMetadata) {
        for (Term term : terms) {
            if (!supported.contains(term.key)) {
                String message = onlyMetadata
                        ? "\"" + term.key
                                + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                        : "field label not supported: " + term.key;
                throw ApiError.badRequest(message);
            }
        }
    }

    /** The name an equality term asks for, "" when none does: a watch or list of one object. */
    public String name() {
        return terms.stream()
                .filter(term -> term.equal && term.key.equals("metadata.name"))
                .map(Term::value)
                .findFirst()
                .orElse("");
    }
}
