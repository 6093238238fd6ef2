package dev.midwatch.core.chat;

import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.tool.Level;
import java.util.Objects;

/**
 * Where a conversation goes on. Who may only look does not speak in the conversation of those who may do more.
 *
 * @param target a delivery target
 */
record Place(String target, Level level) {
    Place {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(level, "level");
    }

    String channel() {
        return Channels.nameOf(target);
    }
}
