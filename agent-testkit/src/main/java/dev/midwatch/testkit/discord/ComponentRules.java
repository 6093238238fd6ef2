package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Discord's limits for rows of buttons and menus. */
final class ComponentRules {
    private static final int ROW = 1;
    private static final int BUTTON = 2;
    private static final int LINK = 5;

    private ComponentRules() {}

    static void check(JsonNode rows, FormErrors errors) {
        errors.atMost(5, rows.size(), "components");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String path = "components." + i;
            if (rows.get(i).path("type").asInt() != ROW) {
                errors.add(path + ".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
            }
            List<JsonNode> inside = Json.list(rows.get(i).path("components"));
            if (inside.isEmpty() || inside.size() > 5) {
                errors.add(path + ".components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
            }
            for (int j = 0; j < inside.size(); j++) {
                check(inside.get(j), path + ".components." + j, ids, errors);
            }
        }
    }

    private static void check(JsonNode component, String path, Set<String> ids, FormErrors errors) {
        String id = component.path("custom_id").asText();
        boolean link = component.path("type").asInt() == BUTTON
                && component.path("style").asInt() == LINK;
        if (link) {
            errors.required(component.path("url").asText(), path + ".url");
        } else {
            errors.required(id, path + ".custom_id");
            errors.atMost(100, id, path + ".custom_id");
            if (!ids.add(id)) {
                errors.add(
                        path + ".custom_id",
                        "COMPONENT_CUSTOM_ID_DUPLICATED",
                        "Component custom id cannot be duplicated");
            }
        }
        errors.atMost(80, component.path("label").asText(), path + ".label");
    }
}
