package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** Channels and threads. */
final class ChannelRoutes {
    private final World world;

    ChannelRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.CHANNEL, call -> HttpAnswer.json(200, channel(call).json()));
        handlers.put(Route.EDIT_CHANNEL, this::edit);
        handlers.put(Route.TYPING, this::typing);
        handlers.put(Route.THREAD_OF_MESSAGE, this::threadOfMessage);
        handlers.put(Route.THREAD, this::thread);
        handlers.put(Route.ARCHIVED_THREADS, this::archived);
        handlers.put(Route.JOIN_THREAD, call -> {
            channel(call);
            return HttpAnswer.empty();
        });
    }

    private Channel channel(Call call) {
        return world.visible(call.variable("channel"));
    }

    private HttpAnswer edit(Call call) {
        Channel channel = channel(call);
        if (channel.kind != Channel.Kind.THREAD) {
            throw Refusal.missingPermissions();
        }
        if (channel.person != world.bot) {
            channel.require(Permission.MANAGE_THREADS);
        }
        FormErrors errors = new FormErrors();
        errors.atMost(100, call.body().path("name").asText(""), "name");
        errors.refuse();
        channel.name = call.body().path("name").asText(channel.name);
        channel.archived = call.body().path("archived").asBoolean(channel.archived);
        channel.locked = call.body().path("locked").asBoolean(channel.locked);
        world.sessions.tell(Intent.GUILDS, "THREAD_UPDATE", channel.json());
        return HttpAnswer.json(200, channel.json());
    }

    private HttpAnswer typing(Call call) {
        Channel channel = channel(call);
        MessageRoutes.requireSending(channel);
        channel.typings.add(new Typing(Instant.now()));
        world.changed();
        return HttpAnswer.empty();
    }

    private HttpAnswer threadOfMessage(Call call) {
        Channel channel = channel(call);
        channel.require(Permission.CREATE_PUBLIC_THREADS);
        StoredMessage below = channel.message(call.variable("message"));
        Channel thread = Threads.below(world, below, call.body().path("name").asText(""), world.bot);
        return HttpAnswer.json(201, thread.json());
    }

    private HttpAnswer archived(Call call) {
        Channel channel = channel(call);
        channel.require(Permission.READ_MESSAGE_HISTORY);
        ObjectNode answer = Json.object().put("has_more", false);
        answer.set(
                "threads",
                world.channels.values().stream()
                        .filter(thread -> thread.parent == channel && thread.archived && !thread.deleted)
                        .map(Channel::json)
                        .collect(Json.toArray()));
        answer.putArray("members");
        return HttpAnswer.json(200, answer);
    }

    private HttpAnswer thread(Call call) {
        Channel channel = channel(call);
        channel.require(Permission.CREATE_PUBLIC_THREADS);
        Channel thread = Threads.open(
                world, channel, world.ids.next(), call.body().path("name").asText(""), world.bot);
        return HttpAnswer.json(201, thread.json());
    }
}
