package com.example.hello;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.channel.Channel;
import java.util.List;

/** Its section of config.yaml is {@code hello}: the name without {@code channel-}. */
public final class HelloPlugin implements Plugin {
    @Override
    public String name() {
        return "channel-hello";
    }

    @Override
    public List<Channel> channels(PluginContext context) {
        HelloConfig config = context.config(HelloConfig.class);
        return config.isSet() ? List.of(new HelloChannel(config)) : List.of();
    }
}
