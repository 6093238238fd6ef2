package dev.midwatch.channels.discord;

/**
 * The section {@code discord} of config.yaml; who may do what stands there too and is the kernel's.
 *
 * @param botToken    also {@code DISCORD_BOT_TOKEN}; without it there is no channel
 * @param homeChannel id of the channel, or of the person, that {@code discord} means; also {@code DISCORD_HOME_CHANNEL}
 * @param apiBaseUrl  where Discord's REST API is, for a proxy or a test
 * @param gatewayUrl  where its websocket is
 */
record DiscordConfig(String botToken, String homeChannel, String apiBaseUrl, String gatewayUrl) {
    static DiscordConfig defaults() {
        return new DiscordConfig(null, null, "https://discord.com/api/v10/", "wss://gateway.discord.gg/");
    }

    boolean isSet() {
        return botToken != null && !botToken.isBlank();
    }
}
