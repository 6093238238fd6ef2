package dev.midwatch.skills.k8s.kubectl;

import java.util.ArrayList;
import java.util.List;

/** Reads a path of kubectl's JSONPath. */
final class JsonPathParser {
    private final String path;
    private int at;

    private JsonPathParser(String path) {
        this.path = path;
    }

    static JsonPath parse(String path) throws UsageException {
        return new JsonPathParser(path.strip()).steps();
    }

    private JsonPath steps() throws UsageException {
        List<JsonPath.Step> steps = new ArrayList<>();
        if (at < path.length() && (path.charAt(at) == '$' || path.charAt(at) == '@')) {
            at++;
        }
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '[') {
                steps.add(bracket());
            } else if (c == '.') {
                at++;
                dot(steps);
            } else {
                throw refuse("unexpected '" + c + "'");
            }
        }
        return new JsonPath(steps);
    }

    private void dot(List<JsonPath.Step> steps) {
        if (at < path.length() && path.charAt(at) == '.') {
            at++;
            steps.add(JsonPath.deep());
        }
        if (at == path.length() || path.charAt(at) == '[') {
            return;
        }
        String name = name();
        steps.add(name.equals("*") ? JsonPath.all() : JsonPath.member(name));
    }

    /** Up to the next dot or bracket; a backslash takes the next character as it is. */
    private String name() {
        StringBuilder name = new StringBuilder();
        while (at < path.length() && ".[".indexOf(path.charAt(at)) < 0) {
            if (path.charAt(at) == '\\' && at + 1 < path.length()) {
                at++;
            }
            name.append(path.charAt(at++));
        }
        return name.toString();
    }

    private JsonPath.Step bracket() throws UsageException {
        String inner = insideBrackets();
        if (inner.startsWith("?(") && inner.endsWith(")")) {
            return JsonPath.filter(JsonPathFilter.parse(inner.substring(2, inner.length() - 1)));
        }
        List<JsonPath.Step> union = new ArrayList<>();
        for (String part : inner.split(",(?=(?:[^']*'[^']*')*[^']*$)")) {
            union.add(element(part.strip()));
        }
        return union.size() == 1 ? union.get(0) : JsonPath.anyOf(union);
    }

    private JsonPath.Step element(String part) throws UsageException {
        if (part.equals("*")) {
            return JsonPath.all();
        }
        if (part.matches("'.*'|\".*\"")) {
            return JsonPath.member(part.substring(1, part.length() - 1));
        }
        if (part.matches("-?\\d{1,9}")) {
            return JsonPath.index(Integer.parseInt(part));
        }
        if (part.matches("(-?\\d{1,9})?:(-?\\d{1,9})?(:\\d{1,9})?")) {
            String[] bounds = part.split(":", -1);
            int stride = bounds.length > 2 ? Math.max(1, Integer.parseInt(bounds[2])) : 1;
            return JsonPath.slice(numberOrNull(bounds[0]), numberOrNull(bounds[1]), stride);
        }
        throw refuse("invalid [" + part + "]");
    }

    private static Integer numberOrNull(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** The text between this bracket and the one that closes it, past those in quotes. */
    private String insideBrackets() throws UsageException {
        int start = ++at;
        int depth = 1;
        char quote = 0;
        for (; at < path.length(); at++) {
            char c = path.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return path.substring(start, at++).strip();
            }
        }
        throw refuse("the bracket [ is never closed");
    }

    private UsageException refuse(String what) {
        return new UsageException("jsonpath %s: %s".formatted(path, what));
    }
}
