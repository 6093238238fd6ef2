package dev.midwatch.api.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolSpecTest {
    private final ToolSpec spec = ToolSpec.named("look", "Looks.");

    @Test
    void takesArgumentsOfEveryTypeAndOfSeveral() {
        assertThat(spec.text("name", "whose")
                        .with("since", Map.of("type", List.of("string", "null")), false)
                        .with("any", Map.of("description", "anything"), false)
                        .parameters()
                        .at("required")
                        .texts())
                .containsExactly("name");
    }

    @Test
    void refusesATypeThatJsonSchemaDoesNotHave() {
        assertThatThrownBy(() -> spec.with("lines", Map.of("type", "int"), true))
                .hasMessageStartingWith(
                        "tool look: argument lines is of the type int; JSON schema has [string, number,");
    }

    @Test
    void refusesToRequireWhatItDoesNotDescribe() {
        Json parameters = Json.of(Map.of("type", "object", "properties", Map.of(), "required", List.of("name")));

        assertThatThrownBy(() -> new ToolSpec("look", "Looks.", parameters))
                .hasMessage("tool look: it requires the argument name, and describes none of that name");
    }

    @Test
    void refusesParametersThatAreNoObject() {
        assertThatThrownBy(() -> new ToolSpec("look", "Looks.", Json.of(Map.of("type", "string"))))
                .hasMessage("tool look: its parameters are no schema of an object");
    }
}
