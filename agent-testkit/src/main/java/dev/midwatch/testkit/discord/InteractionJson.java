package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An interaction as the gateway and messages tell of it. */
final class InteractionJson {
    private InteractionJson() {}

    /** What a message says of the interaction that it answers. */
    static ObjectNode metadata(Interaction one) {
        ObjectNode metadata = Json.object().put("id", one.id).put("type", one.kind.type);
        metadata.set("user", one.person.user());
        metadata.set("authorizing_integration_owners", owners(one));
        return metadata;
    }

    static ObjectNode event(Interaction one, ObjectNode data) {
        World world = one.world;
        String permissions = Long.toString(Permission.bits(world.granted));
        ObjectNode event = Json.object()
                .put("id", one.id)
                .put("application_id", world.bot.id)
                .put("type", one.kind.type)
                .put("token", one.token)
                .put("version", 1)
                .put("channel_id", one.channel.id)
                .put("locale", "en-US")
                .put("app_permissions", permissions)
                .put("attachment_size_limit", Draft.LARGEST_FILE)
                .put("context", one.channel.inGuild() ? 0 : 1);
        event.set("data", data);
        event.set("channel", one.channel.json().put("permissions", permissions));
        event.putArray("entitlements");
        event.set("authorizing_integration_owners", owners(one));
        if (one.channel.inGuild()) {
            event.put("guild_id", world.guildId).put("guild_locale", "en-US");
            event.set("guild", GuildJson.partial(world));
            event.set("member", one.person.memberWithUser().put("permissions", permissions));
        } else {
            event.set("user", one.person.user());
        }
        if (one.clicked != null) {
            event.set("message", one.clicked.json());
        }
        return event;
    }

    private static ObjectNode owners(Interaction one) {
        return Json.object().put("0", one.channel.inGuild() ? one.world.guildId : "0");
    }
}
