package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages of the bot, and the reading of all. */
final class MessageRoutes {
    private final World world;

    MessageRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.SEND, this::send);
        handlers.put(Route.EDIT, this::edit);
        handlers.put(Route.DELETE, this::delete);
        handlers.put(Route.MESSAGE, this::one);
        handlers.put(Route.HISTORY, this::history);
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

    private HttpAnswer one(Call call) {
        Channel channel = channel(call);
        channel.require(Permission.READ_MESSAGE_HISTORY);
        return HttpAnswer.json(200, readable(channel.message(call.variable("message"))));
    }

    private HttpAnswer history(Call call) {
        Channel channel = channel(call);
        channel.require(Permission.READ_MESSAGE_HISTORY);
        int limit = Integer.parseInt(call.query("limit", "50"));
        String after = call.query("after", "");
        List<StoredMessage> some = new ArrayList<>(channel.messages.values().stream()
                .filter(message -> !message.deleted && !message.has(StoredMessage.EPHEMERAL))
                .filter(message -> after.isEmpty() || Snowflakes.compare(message.id, after) > 0)
                .filter(message ->
                        Snowflakes.compare(message.id, call.query("before", Long.toString(Long.MAX_VALUE))) < 0)
                .toList());
        // Newest first; but with "after" the oldest of them.
        some = after.isEmpty()
                ? some.subList(Math.max(0, some.size() - limit), some.size())
                : some.subList(0, Math.min(limit, some.size()));
        Collections.reverse(some);
        return HttpAnswer.json(200, some.stream().map(this::readable).collect(Json.toArray()));
    }

    private ObjectNode readable(StoredMessage message) {
        ObjectNode json = message.json();
        if (!world.sessions.readable(message, world.rules.messageContent)) {
            Sessions.blank(json);
        }
        return json;
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
