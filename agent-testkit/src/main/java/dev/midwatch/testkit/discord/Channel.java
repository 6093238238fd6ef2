package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A text channel, a thread or a direct channel, with all that was written in it. */
final class Channel {
    enum Kind {
        TEXT(0),
        DIRECT(1),
        THREAD(11);

        final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    final World world;
    final String id;
    final Kind kind;
    /** The channel of a thread, else null. */
    final Channel parent;
    /** Who talks with the bot in a direct channel, who opened a thread; else null. */
    final Member person;

    final Map<String, StoredMessage> messages = new LinkedHashMap<>();
    final Map<String, StoredMessage> byNonce = new HashMap<>();
    final List<Typing> typings = new ArrayList<>();
    final Set<Permission> denied = EnumSet.noneOf(Permission.class);
    String name;
    String lastMessage;
    boolean archived;
    boolean locked;
    boolean deleted;

    Channel(World world, String id, Kind kind, String name, Channel parent, Member person) {
        this.world = world;
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.parent = parent;
        this.person = person;
    }

    boolean inGuild() {
        return kind != Kind.DIRECT;
    }

    StoredMessage message(String messageId) {
        StoredMessage found = messages.get(messageId);
        if (found == null || found.deleted) {
            throw Refusal.unknownMessage();
        }
        return found;
    }

    /** What the bot lacks here: a thread has the permissions of its channel. */
    void require(Permission... needed) {
        Channel holder = parent == null ? this : parent;
        for (Permission one : needed) {
            if (inGuild() && (holder.denied.contains(one) || !world.granted.contains(one))) {
                throw one == Permission.VIEW_CHANNEL ? Refusal.missingAccess() : Refusal.missingPermissions();
            }
        }
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("type", kind.type).put("flags", 0);
        json.put("last_message_id", lastMessage);
        if (kind == Kind.DIRECT) {
            json.set("recipients", Json.array().add(person.user()));
            return json;
        }
        json.put("guild_id", world.guildId).put("name", name).put("rate_limit_per_user", 0);
        json.put("parent_id", parent == null ? null : parent.id);
        return kind == Kind.TEXT ? text(json) : thread(json);
    }

    private ObjectNode text(ObjectNode json) {
        json.put("position", 0).put("nsfw", false).putNull("topic");
        ArrayNode overwrites = json.putArray("permission_overwrites");
        if (!denied.isEmpty()) {
            overwrites
                    .addObject()
                    .put("id", world.bot.id)
                    .put("type", 1)
                    .put("allow", "0")
                    .put("deny", Long.toString(Permission.bits(denied)));
        }
        return json;
    }

    private ObjectNode thread(ObjectNode json) {
        Instant made = Snowflakes.madeAt(id);
        json.put("owner_id", person.id)
                .put("message_count", Math.min(messages.size(), 50))
                .put("total_message_sent", messages.size())
                .put("member_count", 1);
        json.putObject("thread_metadata")
                .put("archived", archived)
                .put("locked", locked)
                .put("auto_archive_duration", 1440)
                .put("archive_timestamp", made.toString())
                .put("create_timestamp", made.toString());
        json.putObject("member")
                .put("id", id)
                .put("user_id", world.bot.id)
                .put("join_timestamp", made.toString())
                .put("flags", 1);
        return json;
    }
}
