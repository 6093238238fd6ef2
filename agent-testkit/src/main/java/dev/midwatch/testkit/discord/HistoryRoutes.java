package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The reading of messages, whoever wrote them. */
final class HistoryRoutes {
    private final World world;

    HistoryRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.MESSAGE, this::one);
        handlers.put(Route.HISTORY, this::history);
    }

    private HttpAnswer one(Call call) {
        Channel channel = world.visible(call.variable("channel"));
        channel.require(Permission.READ_MESSAGE_HISTORY);
        return HttpAnswer.json(200, readable(channel.message(call.variable("message"))));
    }

    private HttpAnswer history(Call call) {
        Channel channel = world.visible(call.variable("channel"));
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
}
