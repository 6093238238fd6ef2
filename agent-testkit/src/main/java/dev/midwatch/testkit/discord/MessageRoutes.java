package dev.midwatch.testkit.discord;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The messages that the bot writes. */
final class MessageRoutes {
    private final World world;

    MessageRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.SEND, this::send);
        handlers.put(Route.EDIT, this::edit);
        handlers.put(Route.DELETE, this::delete);
        handlers.put(Route.REACT, this::react);
        handlers.put(Route.UNREACT, this::unreact);
    }

    static void requireSending(Channel channel) {
        channel.require(
                channel.kind == Channel.Kind.THREAD ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES);
        if (channel.kind == Channel.Kind.DIRECT && channel.person.refusesDirect) {
            throw Refusal.of(403, 50007, "Cannot send messages to this user");
        }
    }

    private Channel channel(Call call) {
        return world.visible(call.variable("channel"));
    }

    private HttpAnswer send(Call call) {
        Channel channel = channel(call);
        requireSending(channel);
        Draft draft = Draft.of(call);
        draft.needsSomething();
        requireParts(channel, draft);
        Optional<StoredMessage> same = sameNonce(channel, draft);
        if (same.isPresent()) {
            return HttpAnswer.json(200, same.get().json());
        }
        StoredMessage message = world.posts.post(channel, world.bot, draft, replied(channel, draft), more -> {});
        return HttpAnswer.json(200, message.json());
    }

    private static void requireParts(Channel channel, Draft draft) {
        if (!draft.json().path("embeds").isEmpty()) {
            channel.require(Permission.EMBED_LINKS);
        }
        if (!draft.files().isEmpty()) {
            channel.require(Permission.ATTACH_FILES);
        }
        if (draft.repliesTo() != null) {
            channel.require(Permission.READ_MESSAGE_HISTORY);
        }
    }

    private Optional<StoredMessage> sameNonce(Channel channel, Draft draft) {
        if (!draft.enforcesNonce()) {
            return Optional.empty();
        }
        StoredMessage known = channel.byNonce.get(draft.nonce());
        Instant oldest = Instant.now().minus(world.rules.nonceIsKept);
        return Optional.ofNullable(known).filter(message -> message.at.isAfter(oldest));
    }

    private StoredMessage replied(Channel channel, Draft draft) {
        if (draft.repliesTo() == null) {
            return null;
        }
        StoredMessage found = channel.messages.get(draft.repliesTo());
        boolean mustExist = draft.json()
                .path("message_reference")
                .path("fail_if_not_exists")
                .asBoolean(true);
        if ((found == null || found.deleted) && mustExist) {
            FormErrors errors = new FormErrors();
            errors.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            errors.refuse();
        }
        return found == null || found.deleted ? null : found;
    }

    private HttpAnswer edit(Call call) {
        Channel channel = channel(call);
        StoredMessage message = channel.message(call.variable("message"));
        if (message.author != world.bot) {
            throw Refusal.of(403, 50005, "Cannot edit a message authored by another user");
        }
        world.posts.edit(message, Draft.of(call));
        return HttpAnswer.json(200, message.json());
    }

    private HttpAnswer delete(Call call) {
        StoredMessage message = channel(call).message(call.variable("message"));
        if (message.author != world.bot) {
            throw Refusal.missingPermissions();
        }
        world.posts.delete(message);
        return HttpAnswer.empty();
    }

    private HttpAnswer react(Call call) {
        Channel channel = channel(call);
        channel.require(Permission.ADD_REACTIONS, Permission.READ_MESSAGE_HISTORY);
        channel.message(call.variable("message")).reactions.add(call.variable("emoji"));
        world.changed();
        return HttpAnswer.empty();
    }

    private HttpAnswer unreact(Call call) {
        channel(call).message(call.variable("message")).reactions.remove(call.variable("emoji"));
        world.changed();
        return HttpAnswer.empty();
    }
}
