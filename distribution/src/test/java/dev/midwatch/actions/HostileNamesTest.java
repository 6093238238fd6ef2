package dev.midwatch.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.testkit.ToolRun;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No action asks the cluster for anything under a name that is none. */
class HostileNamesTest {
    private static final List<Object> HOSTILE = List.of(
            "",
            "*",
            ".",
            "..",
            "../../secrets/shop",
            "web/status",
            "web?dryRun=All",
            "web%2fstatus",
            "web\u0000",
            "web\nweb",
            "web, db",
            "Web",
            "wеb",
            "w\u200beb",
            "a".repeat(1_000_000),
            List.of("web"),
            Map.of("name", "web"));

    private static final ClusterReader NEVER_ASKED = (ClusterReader) Proxy.newProxyInstance(
            HostileNamesTest.class.getClassLoader(),
            new Class<?>[] {ClusterReader.class},
            (self, method, arguments) -> {
                throw new AssertionError("the cluster was asked: " + method.getName());
            });

    @Test
    void refusesThemBeforeTheClusterIsAsked(@TempDir Path directory) {
        int cases = 0;
        for (ActionTool tool : Plan.all(directory)) {
            for (String argument : List.of("namespace", "name", "pod")) {
                if (tool.spec().parameters().at("properties").get(argument).isPresent()) {
                    HOSTILE.forEach(value -> assertRefused(tool, argument, value));
                    cases += HOSTILE.size();
                }
            }
        }
        assertThat(cases).isGreaterThan(400);
    }

    private static void assertRefused(ActionTool tool, String argument, Object value) {
        Map<String, Object> arguments = new HashMap<>();
        tool.spec().parameters().at("properties").members().forEach((name, schema) -> arguments.put(name, fit(schema)));
        arguments.put(argument, value);
        assertThatThrownBy(() -> ToolRun.of(tool).plan(NEVER_ASKED, arguments))
                .as("%s of %s", argument, tool.spec().name())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(argument + " has to be");
    }

    /** A value that the argument takes. */
    private static Object fit(Json schema) {
        if (!schema.get("enum").items().isEmpty()) {
            return schema.get("enum").items().get(0).raw();
        }
        return switch (schema.get("type").text()) {
            case "integer" -> 1;
            case "boolean" -> true;
            case "array" -> List.of("df");
            default -> "web";
        };
    }
}
