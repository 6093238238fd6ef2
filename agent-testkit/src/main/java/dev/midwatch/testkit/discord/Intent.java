package dev.midwatch.testkit.discord;

/** What a session asks to be told; the first three of them only if the application may. */
enum Intent {
    GUILD_MEMBERS(1),
    GUILD_PRESENCES(8),
    MESSAGE_CONTENT(15),
    ALWAYS(-1),
    GUILDS(0),
    GUILD_MESSAGES(9),
    DIRECT_MESSAGES(12);

    private final int position;

    Intent(int position) {
        this.position = position;
    }

    boolean in(long intents) {
        return position < 0 || (intents & 1L << position) != 0;
    }
}
