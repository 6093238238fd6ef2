package dev.midwatch.core.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.midwatch.api.Json;
import dev.midwatch.api.tool.ToolSpec;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the arguments of a call as models write them and holds them against the tool's schema. Small models fence JSON in code
 * ticks, leave a trailing comma, use single quotes or encode twice; what was meant is clear in all of these, so it is taken.
 */
final class ArgumentCheck {
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ToolSpec spec;
    private ToolSchema schema;

    ArgumentCheck(ToolSpec spec) {
        this.spec = spec;
    }

    /** Made when the tool is called first: that costs as much as many calls, and many tools are never called. */
    private synchronized ToolSchema schema() {
        if (schema == null) {
            schema = ToolSchema.of(spec);
        }
        return schema;
    }

    /** Either arguments that fit, or what is wrong with them in words the model can act on. */
    record Checked(Json arguments, String problems) {}

    Checked check(String text) {
        JsonNode node;
        try {
            node = read(text);
        } catch (JsonProcessingException notJson) {
            return refused("the arguments are not JSON: " + notJson.getOriginalMessage());
        }
        if (!node.isObject()) {
            return refused("the arguments must be a JSON object");
        }
        Validator.Result result = schema().validate(node);
        if (!result.isValid()) {
            return refused(result.getErrors().stream()
                    .map(ArgumentCheck::said)
                    .distinct()
                    .limit(5)
                    .collect(Collectors.joining("; ")));
        }
        return new Checked(Json.of(LENIENT.convertValue(node, Map.class)), "");
    }

    private static JsonNode read(String text) throws JsonProcessingException {
        String json = unfenced(text == null ? "" : text);
        JsonNode node = LENIENT.readTree(json.isEmpty() ? "{}" : json);
        if (node.isNull()) {
            return LENIENT.createObjectNode();
        }
        return node.isTextual() ? LENIENT.readTree(unfenced(node.asText())) : node;
    }

    private static String unfenced(String text) {
        return text.strip().replaceFirst("^```(?:json)?\\s*", "").replaceFirst("\\s*```$", "");
    }

    static String said(Error error) {
        String where = error.getInstanceLocation().replaceFirst("^/", "");
        return where.isEmpty() ? error.getError() : where + ": " + error.getError();
    }

    private Checked refused(String problem) {
        String expected = spec.parameters().at("properties").members().entrySet().stream()
                .map(each -> each.getKey() + " ("
                        + each.getValue().get("type").text("any")
                        + (spec.parameters().at("required").texts().contains(each.getKey()) ? ", required" : "")
                        + ")")
                .collect(Collectors.joining(", "));
        return new Checked(
                Json.of(null), problem + ". " + spec.name() + " takes: " + (expected.isEmpty() ? "nothing" : expected));
    }
}
