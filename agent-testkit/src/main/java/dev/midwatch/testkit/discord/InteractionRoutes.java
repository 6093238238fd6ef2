package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first answer to an interaction, which must come in time and only once. */
final class InteractionRoutes {
    private static final int MESSAGE = 4;
    private static final int LATER_MESSAGE = 5;
    private static final int LATER_CHANGE = 6;
    private static final int CHANGE = 7;
    private static final int CHOICES = 8;
    private static final int MODAL = 9;

    private final World world;

    InteractionRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.ANSWER, this::answer);
    }

    private HttpAnswer answer(Call call) {
        Interaction interaction = waiting(call);
        int type = call.body().path("type").asInt();
        boolean completion = interaction.kind == Interaction.Kind.COMPLETION;
        boolean changes = type == LATER_CHANGE || type == CHANGE;
        if (completion != (type == CHOICES)
                || (changes && interaction.clicked == null)
                || (type == MODAL && interaction.kind == Interaction.Kind.SUBMISSION)
                || type < MESSAGE
                || type > MODAL) {
            FormErrors errors = new FormErrors();
            errors.add("type", "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK_TYPE", "Not for this interaction");
            errors.refuse();
        }
        ObjectNode data = call.body().path("data") instanceof ObjectNode given ? given : Json.object();
        Draft draft = new Draft(type == MODAL ? Json.object() : data, call.files());
        switch (type) {
            case MESSAGE -> {
                draft.needsSomething();
                interaction.original = post(interaction, draft, 0);
            }
            case LATER_MESSAGE -> interaction.original = post(interaction, draft, StoredMessage.LOADING);
            case LATER_CHANGE -> interaction.original = interaction.clicked;
            case CHANGE -> {
                interaction.original = interaction.clicked;
                world.posts.edit(interaction.clicked, draft);
            }
            case MODAL -> {
                Modal.check(data);
                data.set("components", ComponentIds.numbered(data.path("components")));
                interaction.modal = data;
            }
            default -> interaction.choices = choices(data);
        }
        interaction.acknowledged = System.nanoTime();
        interaction.callback = type;
        world.changed();
        return call.query("with_response", "false").equals("true")
                ? HttpAnswer.json(200, response(interaction))
                : HttpAnswer.empty();
    }

    private Interaction waiting(Call call) {
        Interaction found = world.interactions.get(call.variable("interaction"));
        if (found == null || !found.token.equals(call.variable("token"))) {
            throw Refusal.of(404, 10062, "Unknown interaction");
        }
        if (found.callback != 0) {
            throw Refusal.of(400, 40060, "Interaction has already been acknowledged.");
        }
        if (System.nanoTime() - found.made > world.rules.interactionWaits.toNanos()) {
            throw Refusal.of(404, 10062, "Unknown interaction");
        }
        return found;
    }

    private StoredMessage post(Interaction interaction, Draft draft, int flags) {
        StoredMessage repliesTo = interaction.clicked;
        return world.posts.post(interaction.channel, world.bot, draft, null, message -> {
            message.type = interaction.kind == Interaction.Kind.COMMAND ? 20 : 19;
            message.repliesTo = repliesTo;
            message.flags |= flags;
            message.thoughtFirst = flags == StoredMessage.LOADING;
            message.interaction = interaction;
        });
    }

    private static List<Interaction.Choice> choices(JsonNode data) {
        FormErrors errors = new FormErrors();
        errors.atMost(25, data.path("choices").size(), "choices");
        List<Interaction.Choice> choices = new ArrayList<>();
        for (JsonNode choice : data.path("choices")) {
            String name = choice.path("name").asText();
            errors.required(name, "choices." + choices.size() + ".name");
            errors.atMost(100, name, "choices." + choices.size() + ".name");
            errors.atMost(100, choice.path("value").asText(), "choices." + choices.size() + ".value");
            JsonNode value = choice.path("value");
            choices.add(new Interaction.Choice(name, value.isNumber() ? value.numberValue() : value.asText()));
        }
        errors.refuse();
        return List.copyOf(choices);
    }

    private static ObjectNode response(Interaction interaction) {
        ObjectNode response = Json.object();
        ObjectNode about = response.putObject("interaction")
                .put("id", interaction.id)
                .put("type", interaction.kind.type)
                .put("channel_id", interaction.channel.id);
        if (interaction.channel.inGuild()) {
            about.put("guild_id", interaction.world.guildId);
        }
        if (interaction.original != null && interaction.callback != LATER_CHANGE) {
            about.put("response_message_id", interaction.original.id)
                    .put("response_message_loading", interaction.original.has(StoredMessage.LOADING))
                    .put("response_message_ephemeral", interaction.original.has(StoredMessage.EPHEMERAL));
            ObjectNode resource = response.putObject("resource").put("type", interaction.callback);
            resource.set("message", interaction.original.json());
        }
        return response;
    }
}
