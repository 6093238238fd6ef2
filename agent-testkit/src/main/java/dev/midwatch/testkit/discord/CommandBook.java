package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that the bot registered, and how a use of them looks. */
final class CommandBook {
    private static final int SUBCOMMAND = 1;
    private static final int USER = 6;

    /** By place, which is empty for global commands; then by name. */
    final Map<String, Map<String, ObjectNode>> registered = new LinkedHashMap<>();

    int registrations;

    List<ObjectNode> in(String guild) {
        return List.copyOf(registered.getOrDefault(guild, Map.of()).values());
    }

    void put(String guild, ObjectNode command) {
        registered
                .computeIfAbsent(guild, none -> new LinkedHashMap<>())
                .put(command.path("name").asText(), command);
    }

    List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        registered.values().forEach(some -> all.addAll(some.values()));
        return all;
    }

    ObjectNode invocation(String words, Map<String, ?> options, String focused) {
        String[] names = words.split(" ");
        ObjectNode command = all().stream()
                .filter(one -> one.path("name").asText().equals(names[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the bot registered no command " + names[0]));
        ObjectNode data = Json.object()
                .put("id", command.path("id").asText())
                .put("name", names[0])
                .put("type", 1);
        JsonNode defined = command;
        ObjectNode at = data;
        for (int i = 1; i < names.length; i++) {
            defined = named(defined, names[i]);
            at = at.putArray("options")
                    .addObject()
                    .put("name", names[i])
                    .put("type", defined.path("type").asInt(SUBCOMMAND));
        }
        ArrayNode given = at.putArray("options");
        for (Map.Entry<String, ?> option : options.entrySet()) {
            given.add(option(named(defined, option.getKey()), option.getValue(), focused, data));
        }
        refuseMissing(defined, options, focused);
        return data;
    }

    private static ObjectNode option(JsonNode defined, Object value, String focused, ObjectNode data) {
        String name = defined.path("name").asText();
        ObjectNode option =
                Json.object().put("name", name).put("type", defined.path("type").asInt());
        if (value instanceof Person person) {
            if (defined.path("type").asInt() != USER) {
                throw new IllegalArgumentException(name + " does not take a person");
            }
            option.put("value", person.id());
            ObjectNode resolved = data.withObjectProperty("resolved");
            resolved.withObjectProperty("users")
                    .set(person.id(), person.member().user());
            resolved.withObjectProperty("members")
                    .set(person.id(), person.member().member());
        } else {
            option.set("value", plain(defined, value, name.equals(focused)));
        }
        if (name.equals(focused)) {
            option.put("focused", true);
        }
        return option;
    }

    /** What is still being typed may be anything. */
    private static JsonNode plain(JsonNode defined, Object value, boolean typing) {
        boolean fits = switch (defined.path("type").asInt()) {
            case 3 -> value instanceof String;
            case 4 -> value instanceof Integer || value instanceof Long;
            case 5 -> value instanceof Boolean;
            case 10 -> value instanceof Number;
            default -> false;
        };
        List<String> choices = Json.list(defined.path("choices")).stream()
                .map(choice -> choice.path("value").asText())
                .toList();
        if (!typing && (!fits || !(choices.isEmpty() || choices.contains(value.toString())))) {
            throw new IllegalArgumentException(defined.path("name").asText() + " does not take " + value);
        }
        return Json.of(value);
    }

    private static JsonNode named(JsonNode holder, String name) {
        Optional<JsonNode> found = Json.list(holder.path("options")).stream()
                .filter(option -> option.path("name").asText().equals(name))
                .findFirst();
        return found.orElseThrow(
                () -> new IllegalArgumentException(holder.path("name").asText() + " has no option " + name));
    }

    private static void refuseMissing(JsonNode defined, Map<String, ?> given, String focused) {
        if (focused.isEmpty()) {
            Json.list(defined.path("options")).stream()
                    .filter(option -> option.path("required").asBoolean())
                    .map(option -> option.path("name").asText())
                    .filter(name -> !given.containsKey(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("the option " + name + " is required");
                    });
        }
    }
}
