package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A role of the guild.
 *
 * @param id its snowflake
 * @param name its name, without the at sign
 */
public record Role(String id, String name) {

    /** What to write in a message to name it: {@code <@&id>}. */
    public String mention() {
        return "<@&" + id + ">";
    }

    ObjectNode json(int position, long permissions, boolean mentionable) {
        ObjectNode role = Json.object()
                .put("id", id)
                .put("name", name)
                .put("color", 0)
                .put("hoist", false)
                .put("position", position)
                .put("permissions", Long.toString(permissions))
                .put("managed", false)
                .put("mentionable", mentionable)
                .put("flags", 0);
        role.putNull("icon").putNull("unicode_emoji");
        role.set(
                "colors",
                Json.object().put("primary_color", 0).putNull("secondary_color").putNull("tertiary_color"));
        return role;
    }
}
