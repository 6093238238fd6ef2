package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Somebody in the guild, the bot included, and the JSON that tells of him. */
final class Member {
    final String id;
    final String name;
    final boolean bot;
    final Set<Role> roles = new LinkedHashSet<>();
    final Instant joined = Instant.now();
    boolean refusesDirect;

    Member(String id, String name, boolean bot) {
        this.id = id;
        this.name = name;
        this.bot = bot;
    }

    String mention() {
        return "<@" + id + ">";
    }

    ObjectNode user() {
        ObjectNode user = Json.object()
                .put("id", id)
                .put("username", name)
                .put("global_name", bot ? null : name)
                .put("discriminator", "0")
                .put("bot", bot)
                .put("public_flags", 0);
        user.putNull("avatar");
        return user;
    }

    ObjectNode self() {
        return user().put("verified", true)
                .put("mfa_enabled", true)
                .put("flags", 0)
                .putNull("email");
    }

    /** Without the user, as in a message. */
    ObjectNode member() {
        ObjectNode member = Json.object()
                .put("joined_at", joined.toString())
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0);
        member.putNull("nick").putNull("avatar").putNull("premium_since").putNull("communication_disabled_until");
        member.set("roles", roles.stream().map(Role::id).collect(Json.toArray()));
        return member;
    }

    ObjectNode memberWithUser() {
        ObjectNode member = member();
        member.set("user", user());
        return member;
    }
}
