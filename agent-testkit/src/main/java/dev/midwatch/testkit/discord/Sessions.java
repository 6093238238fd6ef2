package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tells every session what it asked for. Used under the world's monitor, so that all see the same order. */
final class Sessions {
    private static final int AWAY = 2;

    final Map<String, Session> all = new LinkedHashMap<>();
    final World world;
    volatile boolean shut;
    int identified;
    int resumed;
    String presence = "";

    Sessions(World world) {
        this.world = world;
    }

    /** Of those who went without coming back, only the last few are remembered. */
    void add(Session session) {
        List<Session> away =
                all.values().stream().filter(one -> one.socket == null).toList();
        away.subList(0, Math.max(0, away.size() - AWAY)).forEach(one -> all.remove(one.id));
        all.put(session.id, session);
        identified++;
    }

    void tell(Intent intent, String type, Function<Session, ObjectNode> body) {
        for (Session session : all.values()) {
            if (intent.in(session.intents)) {
                session.dispatch(type, body.apply(session));
            }
        }
        world.changed();
    }

    void tell(Intent intent, String type, ObjectNode body) {
        tell(intent, type, session -> body);
    }

    void message(String type, StoredMessage message) {
        if (!message.has(StoredMessage.EPHEMERAL)) {
            Intent intent = message.channel.inGuild() ? Intent.GUILD_MESSAGES : Intent.DIRECT_MESSAGES;
            tell(intent, type, session -> as(session, message));
        }
    }

    /** The message as this session may see it: content of others needs the intent, a mention or a direct channel. */
    private ObjectNode as(Session session, StoredMessage message) {
        ObjectNode json = message.json();
        if (message.channel.inGuild()) {
            json.put("guild_id", world.guildId);
            json.set("member", message.author.member());
        }
        if (!readable(message, Intent.MESSAGE_CONTENT.in(session.intents))) {
            blank(json);
        }
        return json;
    }

    boolean readable(StoredMessage message, boolean contentAllowed) {
        return contentAllowed
                || !message.channel.inGuild()
                || message.author == world.bot
                || message.mentions.users().contains(world.bot);
    }

    static void blank(ObjectNode json) {
        json.put("content", "");
        json.putArray("embeds");
        json.putArray("attachments");
        json.putArray("components");
    }
}
