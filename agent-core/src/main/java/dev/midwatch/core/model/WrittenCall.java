package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One tool call as a model wrote it.
 *
 * @param arguments JSON
 * @param raw       what it was read from
 */
record WrittenCall(String name, String arguments, String raw) {
    private static final Pattern NAME = Pattern.compile("[\"']name[\"']\\s*:\\s*[\"']([\\w.-]{1,64})[\"']");
    private static final Pattern FUNCTION =
            Pattern.compile("<function=([\\w.-]{1,64})>(.*?)(</function>|\\z)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile(
            "<parameter=([\\w.-]{1,64})>\\n?(.*?)\\n?(</parameter>|(?=<parameter=)|\\z)", Pattern.DOTALL);

    /** The calls in a text that is nothing else: one object, a list of them, or functions in tags. */
    static List<WrittenCall> read(String text) {
        if (text.startsWith("<function=")) {
            return functions(text);
        }
        List<WrittenCall> calls = new ArrayList<>();
        JsonNode read = LenientJson.repaired(text).orElse(JsonNodeFactory.instance.missingNode());
        for (JsonNode each :
                read.isArray() ? read : JsonNodeFactory.instance.arrayNode().add(read)) {
            Optional<WrittenCall> call = of(each, text);
            if (call.isEmpty()) {
                return List.of();
            }
            calls.add(call.get());
        }
        return calls;
    }

    /** One that was meant as a call and cannot be read; the tool says what is wrong with its arguments. */
    static Optional<WrittenCall> unreadable(String text) {
        Matcher name = NAME.matcher(text);
        return name.find() ? Optional.of(new WrittenCall(name.group(1), text, text)) : Optional.empty();
    }

    private static Optional<WrittenCall> of(JsonNode json, String raw) {
        JsonNode call = json.path("function").isObject() ? json.path("function") : json;
        JsonNode arguments = call.has("arguments") ? call.path("arguments") : call.path("parameters");
        if (arguments.isTextual()) {
            arguments = LenientJson.repaired(arguments.asText()).orElse(arguments);
        }
        String name = call.path("name").asText("");
        return name.isBlank() || arguments.isMissingNode()
                ? Optional.empty()
                : Optional.of(new WrittenCall(name, arguments.isNull() ? "{}" : arguments.toString(), raw));
    }

    /** Qwen's coders write {@code <function=name><parameter=key>value</parameter></function>}. */
    private static List<WrittenCall> functions(String text) {
        List<WrittenCall> calls = new ArrayList<>();
        Matcher function = FUNCTION.matcher(text);
        while (function.find()) {
            ObjectNode arguments = JsonNodeFactory.instance.objectNode();
            Matcher parameter = PARAMETER.matcher(function.group(2));
            while (parameter.find()) {
                arguments.set(parameter.group(1), value(parameter.group(2)));
            }
            calls.add(new WrittenCall(function.group(1), arguments.toString(), text));
        }
        return calls;
    }

    /** Numbers, truths, objects and lists as such, everything else as text. */
    private static JsonNode value(String text) {
        return LenientJson.strict(text)
                .filter(json -> !json.isTextual())
                .orElse(JsonNodeFactory.instance.textNode(text));
    }
}
