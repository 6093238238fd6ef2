package dev.midwatch.testkit.discord;

import java.util.Map;

/** What follows the first answer to an interaction, for as long as its token lives. */
final class FollowUpRoutes {
    private final World world;

    FollowUpRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.FOLLOW_UP, this::send);
        handlers.put(Route.FOLLOWED, call -> HttpAnswer.json(200, message(call).json()));
        handlers.put(Route.EDIT_FOLLOWED, this::edit);
        handlers.put(Route.DELETE_FOLLOWED, call -> {
            world.posts.delete(message(call));
            return HttpAnswer.empty();
        });
    }

    private Interaction interaction(Call call) {
        Interaction found = world.interactions.get(call.variable("token"));
        if (found == null || found.callback == 0) {
            throw Refusal.of(404, 10015, "Unknown Webhook");
        }
        if (System.nanoTime() - found.made > world.rules.interactionLives.toNanos()) {
            throw Refusal.of(401, 50027, "Invalid Webhook Token");
        }
        return found;
    }

    private StoredMessage message(Call call) {
        Interaction interaction = interaction(call);
        String wanted = call.variable("message");
        StoredMessage original = interaction.original;
        if (original != null && !original.deleted && (wanted.equals("@original") || wanted.equals(original.id))) {
            return original;
        }
        return interaction.followUps.stream()
                .filter(message -> message.id.equals(wanted) && !message.deleted)
                .findFirst()
                .orElseThrow(Refusal::unknownMessage);
    }

    private HttpAnswer edit(Call call) {
        StoredMessage message = message(call);
        world.posts.edit(message, Draft.of(call));
        return HttpAnswer.json(200, message.json());
    }

    /** The first one after "thinking" takes its place, and is as public as that was. */
    private HttpAnswer send(Call call) {
        Interaction interaction = interaction(call);
        Draft draft = Draft.of(call);
        draft.needsSomething();
        StoredMessage original = interaction.original;
        if (original != null && original.has(StoredMessage.LOADING)) {
            world.posts.edit(original, draft);
            return HttpAnswer.json(200, original.json());
        }
        StoredMessage message = world.posts.post(interaction.channel, world.bot, draft, null, more -> {
            more.repliesTo = original;
            more.type = original == null ? 0 : 19;
            more.interaction = interaction;
        });
        interaction.followUps.add(message);
        world.changed();
        return HttpAnswer.json(200, message.json());
    }
}
