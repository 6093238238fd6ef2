package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The argument of {@code -o jsonpath=}: text with paths and ranges in braces, {@code {range .items[*]}{.metadata.name}{"\n"}{end}}. */
final class JsonPathTemplate {
    /** A part of the template that writes something. */
    private interface Part {
        void write(Json here, StringBuilder to);
    }

    private final List<Part> parts;

    private JsonPathTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /** A template without braces is taken for one path. */
    static JsonPathTemplate parse(String template) throws UsageException {
        return new JsonPathTemplate(partsOf(template.contains("{") ? template : "{" + template + "}"));
    }

    String fill(Json root) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> part.write(root, text));
        return text.toString();
    }

    private static List<Part> partsOf(String template) throws UsageException {
        Deque<List<Part>> open = new ArrayDeque<>();
        Deque<JsonPath> ranges = new ArrayDeque<>();
        open.push(new ArrayList<>());
        int at = 0;
        while (at < template.length()) {
            int brace = template.indexOf('{', at);
            if (brace < 0) {
                brace = template.length();
            }
            if (brace > at) {
                String literal = template.substring(at, brace);
                open.peek().add((here, to) -> to.append(literal));
            }
            if (brace == template.length()) {
                break;
            }
            int end = closing(template, brace);
            String action = template.substring(brace + 1, end).strip();
            at = end + 1;
            if (action.startsWith("range ") || action.startsWith("range.")) {
                ranges.push(JsonPath.parse(action.substring(5)));
                open.push(new ArrayList<>());
            } else if (action.equals("end")) {
                if (ranges.isEmpty()) {
                    throw new UsageException("jsonpath: {end} without {range}");
                }
                List<Part> body = open.pop();
                open.peek().add(range(ranges.pop(), body));
            } else {
                open.peek().add(action(action));
            }
        }
        if (!ranges.isEmpty()) {
            throw new UsageException("jsonpath: {range} without {end}");
        }
        return open.pop();
    }

    private static Part range(JsonPath over, List<Part> body) {
        return (here, to) -> over.in(here).forEach(each -> body.forEach(part -> part.write(each, to)));
    }

    private static Part action(String action) throws UsageException {
        if (action.matches("(?s)\".*\"|'.*'")) {
            String literal = unescape(action.substring(1, action.length() - 1));
            return (here, to) -> to.append(literal);
        }
        JsonPath path = JsonPath.parse(action);
        return (here, to) ->
                to.append(path.in(here).stream().map(JsonPathTemplate::text).collect(Collectors.joining(" ")));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }

    private static int closing(String template, int brace) throws UsageException {
        char quote = 0;
        for (int i = brace + 1; i < template.length(); i++) {
            char c = template.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '}') {
                return i;
            }
        }
        throw new UsageException("jsonpath: the brace { is never closed");
    }

    /** As kubectl prints a value that a path found. */
    static String text(Json value) {
        Object raw = value.raw();
        if (raw instanceof Map || raw instanceof List) {
            return JsonText.onOneLine(raw);
        }
        return raw instanceof Number number ? Numbers.text(number) : String.valueOf(raw);
    }
}
