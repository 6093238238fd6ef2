package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The condition in {@code [?(@.type=="Ready")]}: a comparison, or that a path leads somewhere. */
final class JsonPathFilter {
    private static final Pattern COMPARISON = Pattern.compile("(.+?)\\s*(==|!=|<=|>=|<|>)\\s*(.+)", Pattern.DOTALL);

    /** One side: a path from the item, or a constant. */
    private record Operand(JsonPath path, String constant) {
        static Operand parse(String text) throws UsageException {
            String bare = text.strip();
            if (bare.startsWith("@") || bare.startsWith("$") || bare.startsWith(".")) {
                return new Operand(JsonPathParser.parse(bare), "");
            }
            boolean quoted = bare.length() > 1 && (bare.startsWith("'") || bare.startsWith("\""));
            return new Operand(null, quoted ? bare.substring(1, bare.length() - 1) : bare);
        }

        List<String> values(Json item) {
            return path == null
                    ? List.of(constant)
                    : path.in(item).stream().map(JsonPathTemplate::text).toList();
        }
    }

    private final Operand left;
    private final String operator;
    private final Operand right;

    private JsonPathFilter(Operand left, String operator, Operand right) {
        this.left = left;
        this.operator = operator;
        this.right = right;
    }

    static JsonPathFilter parse(String condition) throws UsageException {
        if (condition.contains("&&") || condition.contains("||")) {
            throw new UsageException(
                    "a jsonpath filter holds one comparison; chain filters as [?(...)][?(...)] or use -l");
        }
        Matcher comparison = COMPARISON.matcher(condition);
        return comparison.matches()
                ? new JsonPathFilter(
                        Operand.parse(comparison.group(1)), comparison.group(2), Operand.parse(comparison.group(3)))
                : new JsonPathFilter(Operand.parse(condition), "exists", null);
    }

    boolean accepts(Json item) {
        List<String> found = left.values(item);
        if (operator.equals("exists")) {
            return !found.isEmpty();
        }
        List<String> other = right.values(item);
        if (found.size() != 1 || other.size() != 1) {
            return false;
        }
        int order = compare(found.get(0), other.get(0));
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }

    private static int compare(String one, String other) {
        String number = "-?\\d+(\\.\\d+)?";
        return one.matches(number) && other.matches(number)
                ? Double.compare(Double.parseDouble(one), Double.parseDouble(other))
                : one.compareTo(other);
    }
}
