package dev.midwatch.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.midwatch.api.tool.ToolSpec;
import java.net.URI;
import java.util.Optional;

/** What a tool says its arguments look like, ready to hold some against it. */
public final class ToolSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Validator validator;
    private final URI name;

    private ToolSchema(Validator validator, URI name) {
        this.validator = validator;
        this.name = name;
    }

    static ToolSchema of(ToolSpec spec) {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .createValidator();
        return new ToolSchema(validator, validator.registerSchema((Object)
                JSON.valueToTree(spec.parameters().raw())));
    }

    /** Why no arguments can be held against what the tool says; empty if they can. */
    public static Optional<String> problem(ToolSpec spec) {
        if (!spec.parameters().at("type").is("object")) {
            return Optional.of("the parameters of tool %s are no schema of an object".formatted(spec.name()));
        }
        try {
            of(spec);
            return Optional.empty();
        } catch (InvalidSchemaException invalid) {
            return Optional.of(
                    "the parameters of tool %s are no JSON schema: %s".formatted(spec.name(), said(invalid)));
        } catch (JsonSchemaException | IllegalArgumentException unusable) {
            return Optional.of(
                    "the parameters of tool %s cannot be used: %s".formatted(spec.name(), unusable.getMessage()));
        }
    }

    private static String said(InvalidSchemaException invalid) {
        return invalid.getErrors().stream().map(ArgumentCheck::said).findFirst().orElse(invalid.getMessage());
    }

    Validator.Result validate(JsonNode arguments) {
        return validator.validate(name, (Object) arguments);
    }
}
