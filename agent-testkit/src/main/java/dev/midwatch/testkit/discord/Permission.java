package dev.midwatch.testkit.discord;

import java.util.Collection;

/** What a bot may need to be allowed in a channel, with Discord's bits. */
public enum Permission {
    ADD_REACTIONS(6),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    EMBED_LINKS(14),
    ATTACH_FILES(15),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    USE_APPLICATION_COMMANDS(31),
    MANAGE_THREADS(34),
    CREATE_PUBLIC_THREADS(35),
    SEND_MESSAGES_IN_THREADS(38);

    private final long bit;

    Permission(int position) {
        this.bit = 1L << position;
    }

    /** Its bit in Discord's permission number. */
    public long bit() {
        return bit;
    }

    static long bits(Collection<Permission> some) {
        return some.stream().mapToLong(Permission::bit).reduce(0, (one, other) -> one | other);
    }
}
