package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The guild as REST and the gateway tell of it. */
final class GuildJson {
    static final String NAME = "Night shift";

    private GuildJson() {}

    static ObjectNode ready(World world, Session session) {
        ObjectNode ready = Json.object()
                .put("v", 10)
                .put("session_id", session.id)
                .put("resume_gateway_url", "ws://" + world.authority + "/gateway");
        ready.set("user", world.bot.self());
        ready.putArray("guilds").addObject().put("id", world.guildId).put("unavailable", true);
        ready.putArray("private_channels");
        ready.putArray("shard").add(0).add(1);
        ready.set("application", Json.object().put("id", world.bot.id).put("flags", flags(world)));
        return ready;
    }

    static ObjectNode create(World world, Session session) {
        ObjectNode guild = guild(world);
        Instant made = Snowflakes.madeAt(world.guildId);
        guild.put("joined_at", made.toString())
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", world.members.size());
        boolean all = Intent.GUILD_PRESENCES.in(session.intents);
        guild.set(
                "members",
                world.members.values().stream()
                        .filter(member -> all || member == world.bot)
                        .map(Member::memberWithUser)
                        .collect(Json.toArray()));
        guild.set("channels", channels(world, Channel.Kind.TEXT));
        guild.set("threads", channels(world, Channel.Kind.THREAD));
        for (String nothing : List.of(
                "guild_scheduled_events", "voice_states", "presences", "stage_instances", "soundboard_sounds")) {
            guild.putArray(nothing);
        }
        return guild;
    }

    static ObjectNode guild(World world) {
        ObjectNode guild = Json.object()
                .put("id", world.guildId)
                .put("name", NAME)
                .put("owner_id", world.ownerId)
                .put("afk_timeout", 300)
                .put("verification_level", 0)
                .put("default_message_notifications", 0)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("nsfw_level", 0)
                .put("premium_tier", 0)
                .put("premium_progress_bar_enabled", false)
                .put("system_channel_flags", 0)
                .put("max_members", 500000)
                .put("preferred_locale", "en-US");
        guild.set("roles", roles(world));
        for (String nothing : List.of("emojis", "stickers", "features")) {
            guild.putArray(nothing);
        }
        return guild;
    }

    /** The guild as an interaction carries it. */
    static ObjectNode partial(World world) {
        ObjectNode guild = Json.object().put("id", world.guildId).put("locale", "en-US");
        guild.putArray("features");
        return guild;
    }

    static ArrayNode roles(World world) {
        ArrayNode roles = Json.array();
        for (Role role : world.roles.values()) {
            boolean everyone = role.id().equals(world.guildId);
            roles.add(role.json(everyone ? 0 : 1, everyone ? Permission.bits(world.granted) : 0, !everyone));
        }
        return roles;
    }

    static ArrayNode channels(World world, Channel.Kind kind) {
        return world.channels.values().stream()
                .filter(channel -> channel.kind == kind && !channel.deleted && !channel.archived)
                .filter(channel -> channel.parent == null || !channel.parent.deleted)
                .map(Channel::json)
                .collect(Json.toArray());
    }

    static ObjectNode chunk(World world, JsonNode request) {
        Set<String> wanted = Json.list(request.path("user_ids")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        if (request.path("user_ids").isValueNode()) {
            wanted.add(request.path("user_ids").asText());
        }
        String start = request.path("query").asText("").toLowerCase(Locale.ROOT);
        ObjectNode chunk = Json.object()
                .put("guild_id", world.guildId)
                .put("chunk_index", 0)
                .put("chunk_count", 1);
        chunk.set(
                "members",
                world.members.values().stream()
                        .filter(member -> request.has("user_ids")
                                ? wanted.contains(member.id)
                                : member.name.toLowerCase(Locale.ROOT).startsWith(start))
                        .map(Member::memberWithUser)
                        .collect(Json.toArray()));
        chunk.set(
                "not_found",
                wanted.stream().filter(id -> !world.members.containsKey(id)).collect(Json.toArray()));
        if (request.has("nonce")) {
            chunk.set("nonce", request.get("nonce"));
        }
        return chunk;
    }

    /** An application's flags say which privileged intents it may use; these are the bits for small applications. */
    static int flags(World world) {
        return (world.rules.presences ? 1 << 13 : 0)
                | (world.rules.guildMembers ? 1 << 15 : 0)
                | (world.rules.messageContent ? 1 << 19 : 0);
    }
}
