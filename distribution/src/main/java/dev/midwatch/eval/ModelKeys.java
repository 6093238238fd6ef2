package dev.midwatch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.config.Environment;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The values that a model is reached with, as variables: what stands in a file stays behind when a trial is broken off. */
final class ModelKeys {
    private static final String KEY = "api_key";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV:([^}]*)}");

    private ModelKeys() {}

    /** Those that count without being named, and those that the settings refer to. */
    static Map<String, String> found(JsonNode settings, Environment environment) {
        Map<String, String> found = new HashMap<>();
        Stream.concat(Stream.of("OPENAI_API_KEY", "OPENAI_BASE_URL"), referred(settings))
                .forEach(name -> environment.find(name).ifPresent(value -> found.put(name, value)));
        return found;
    }

    private static Stream<String> referred(JsonNode settings) {
        return REFERENCE.matcher(settings.toString()).results().map(match -> match.group(1));
    }

    /** Those that are written out in the settings, which refer to them afterwards. */
    static Map<String, String> moved(JsonNode settings) {
        Map<String, String> moved = new HashMap<>();
        for (JsonNode parent : settings.findParents(KEY)) {
            String written = parent.path(KEY).asText("");
            if (parent instanceof ObjectNode holder
                    && !written.isBlank()
                    && !REFERENCE.matcher(written).find()) {
                String name = "EVAL_KEY_" + moved.size();
                moved.put(name, written);
                holder.put(KEY, "${ENV:" + name + "}");
            }
        }
        return moved;
    }
}
