package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.util.List;

/** The document's schemas as a judge who did not write them; what an object does not declare it must not have. */
final class Contract {
    static final JsonNode META =
            Json.MAPPER.createObjectNode().put("$ref", "https://json-schema.org/draft/2020-12/schema");

    private final ObjectNode definitions = Json.MAPPER.createObjectNode();

    Contract(JsonNode document) {
        document.at("/components/schemas").properties().forEach(component -> {
            ObjectNode strict = component.getValue().deepCopy();
            if (strict.has("properties") && !strict.has("additionalProperties")) {
                strict.put("additionalProperties", false);
            }
            definitions.set(component.getKey(), local(strict));
        });
    }

    /** What is wrong with a value; empty if it is as the schema says. */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = local(schema.deepCopy());
        whole.set("$defs", definitions);
        Validator.Result result = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .validate(whole, value);
        return result.getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    private static ObjectNode local(ObjectNode schema) {
        schema.findParents("$ref")
                .forEach(parent -> ((ObjectNode) parent)
                        .put("$ref", parent.path("$ref").asText().replace("#/components/schemas/", "#/$defs/")));
        return schema;
    }
}
