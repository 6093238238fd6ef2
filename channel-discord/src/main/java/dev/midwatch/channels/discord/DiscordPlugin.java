package dev.midwatch.channels.discord;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.channel.Channel;
import java.util.List;

/** People on Discord. */
public final class DiscordPlugin implements Plugin {
    @Override
    public String name() {
        return "channel-discord";
    }

    @Override
    public List<Channel> channels(PluginContext context) {
        DiscordConfig config = context.config(DiscordConfig.class);
        return config.isSet() ? List.of(new DiscordChannel(config)) : List.of();
    }
}
