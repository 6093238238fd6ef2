package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A message with all its versions, and the JSON that tells of the newest. */
final class StoredMessage {
    static final int EPHEMERAL = 1 << 6;
    static final int LOADING = 1 << 7;

    /** What an edit changes. */
    record Body(Instant at, String content, JsonNode embeds, JsonNode components, List<StoredFile> files) {}

    final String id;
    final Channel channel;
    final Member author;
    final Instant at = Instant.now();
    final List<Body> versions = new ArrayList<>();
    final Set<String> reactions = new LinkedHashSet<>();
    /** Type 0 is a plain message, 19 a reply, 20 the answer to a command. */
    int type;

    int flags;
    String nonce;
    StoredMessage repliesTo;
    Interaction interaction;
    Channel thread;
    Mentions mentions = Mentions.NONE;
    List<String> pings = List.of();
    boolean deleted;
    boolean thoughtFirst;

    StoredMessage(String id, Channel channel, Member author, Body first) {
        this.id = id;
        this.channel = channel;
        this.author = author;
        this.versions.add(first);
    }

    Body body() {
        return versions.get(versions.size() - 1);
    }

    /** Whether somebody could have read something else before; "is thinking" does not count. */
    boolean edited() {
        return versions.size() > (thoughtFirst ? 2 : 1);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    ObjectNode json() {
        Body body = body();
        ObjectNode json = Json.object()
                .put("id", id)
                .put("channel_id", channel.id)
                .put("type", type)
                .put("content", body.content())
                .put("timestamp", at.toString())
                .put("edited_timestamp", versions.size() == 1 ? null : body.at().toString())
                .put("tts", false)
                .put("pinned", false)
                .put("flags", flags)
                .put("mention_everyone", mentions.everyone());
        json.set("author", author.user());
        json.set("mentions", mentions.users().stream().map(this::mentioned).collect(Json.toArray()));
        json.set("mention_roles", mentions.roles().stream().map(Role::id).collect(Json.toArray()));
        json.set("attachments", body.files().stream().map(StoredFile::json).collect(Json.toArray()));
        json.set("embeds", body.embeds());
        json.set("components", body.components());
        if (nonce != null) {
            json.put("nonce", nonce);
        }
        if (thread != null) {
            json.set("thread", thread.json());
        }
        addReference(json);
        addInteraction(json);
        return json;
    }

    private ObjectNode mentioned(Member member) {
        ObjectNode user = member.user();
        if (channel.inGuild()) {
            user.set("member", member.member());
        }
        return user;
    }

    private void addReference(ObjectNode json) {
        if (repliesTo == null) {
            return;
        }
        ObjectNode reference = json.putObject("message_reference")
                .put("type", 0)
                .put("message_id", repliesTo.id)
                .put("channel_id", channel.id);
        if (channel.inGuild()) {
            reference.put("guild_id", channel.world.guildId);
        }
        if (repliesTo.deleted) {
            json.putNull("referenced_message");
        } else {
            ObjectNode referenced = repliesTo.json();
            referenced.remove("referenced_message");
            json.set("referenced_message", referenced);
        }
    }

    private void addInteraction(ObjectNode json) {
        if (author.bot && interaction != null) {
            json.put("application_id", author.id).put("webhook_id", author.id);
            json.set("interaction_metadata", InteractionJson.metadata(interaction));
        }
    }
}
