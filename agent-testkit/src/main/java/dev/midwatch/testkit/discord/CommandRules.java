package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Discord's limits for commands and their options. */
final class CommandRules {
    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}]{1,32}");

    private CommandRules() {}

    static void check(JsonNode command, String path, FormErrors errors) {
        String at = path.isEmpty() ? "" : path + ".";
        String name = command.path("name").asText();
        boolean slash = command.path("type").asInt(1) == 1 || path.contains("options");
        if (slash && !(NAME.matcher(name).matches() && name.equals(name.toLowerCase(Locale.ROOT)))) {
            errors.add(at + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
        if (slash) {
            errors.required(command.path("description").asText(), at + "description");
            errors.atMost(100, command.path("description").asText(), at + "description");
        }
        List<JsonNode> options = Json.list(command.path("options"));
        errors.atMost(25, options.size(), at + "options");
        errors.atMost(25, command.path("choices").size(), at + "choices");
        boolean optional = false;
        for (int i = 0; i < options.size(); i++) {
            check(options.get(i), at + "options." + i, errors);
            boolean required = options.get(i).path("required").asBoolean();
            if (required && optional) {
                errors.add(
                        at + "options." + i,
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optional |= !required;
        }
    }
}
