package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The bot's commands, global and of the guild. */
final class CommandRoutes {
    private final World world;

    CommandRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        for (Route list : List.of(Route.GLOBAL_COMMANDS, Route.GUILD_COMMANDS)) {
            handlers.put(list, this::list);
        }
        for (Route set : List.of(Route.SET_GLOBAL_COMMANDS, Route.SET_GUILD_COMMANDS)) {
            handlers.put(set, this::set);
        }
        for (Route add : List.of(Route.ADD_GLOBAL_COMMAND, Route.ADD_GUILD_COMMAND)) {
            handlers.put(add, this::add);
        }
        for (Route delete : List.of(Route.DELETE_GLOBAL_COMMAND, Route.DELETE_GUILD_COMMAND)) {
            handlers.put(delete, this::delete);
        }
    }

    private static String guild(Call call) {
        return call.variables().getOrDefault("guild", "");
    }

    private HttpAnswer list(Call call) {
        return HttpAnswer.json(200, world.commands.in(guild(call)).stream().collect(Json.toArray()));
    }

    private HttpAnswer set(Call call) {
        List<JsonNode> wanted = Json.list(call.body());
        FormErrors errors = new FormErrors();
        errors.atMost(100, wanted.size(), "commands");
        for (int i = 0; i < wanted.size(); i++) {
            CommandRules.check(wanted.get(i), Integer.toString(i), errors);
        }
        errors.refuse();
        Map<String, ObjectNode> old = world.commands.registered.remove(guild(call));
        wanted.forEach(one -> register(one, guild(call), old == null ? Map.of() : old));
        world.commands.registrations++;
        world.changed();
        return list(call);
    }

    private HttpAnswer add(Call call) {
        FormErrors errors = new FormErrors();
        CommandRules.check(call.body(), "", errors);
        errors.refuse();
        Map<String, ObjectNode> old = world.commands.registered.getOrDefault(guild(call), Map.of());
        world.commands.registrations++;
        ObjectNode command = register(call.body(), guild(call), old);
        world.changed();
        return HttpAnswer.json(201, command);
    }

    /** A command that was known by this name keeps its id. */
    private ObjectNode register(JsonNode wanted, String guild, Map<String, ObjectNode> old) {
        String name = wanted.path("name").asText();
        String id = old.containsKey(name) ? old.get(name).path("id").asText() : world.ids.next();
        ObjectNode command = ((ObjectNode) wanted.deepCopy())
                .put("id", id)
                .put("application_id", world.bot.id)
                .put("version", world.ids.next())
                .put("type", wanted.path("type").asInt(1));
        if (!guild.isEmpty()) {
            command.put("guild_id", guild);
        }
        if (!command.has("default_member_permissions")) {
            command.putNull("default_member_permissions");
        }
        world.commands.put(guild, command);
        return command;
    }

    private HttpAnswer delete(Call call) {
        Map<String, ObjectNode> known = world.commands.registered.getOrDefault(guild(call), Map.of());
        boolean gone =
                known.values().removeIf(command -> command.path("id").asText().equals(call.variable("command")));
        if (!gone) {
            throw Refusal.of(404, 10063, "Unknown application command");
        }
        return HttpAnswer.empty();
    }
}
