package dev.midwatch.examined;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.channel.Channel;
import java.nio.file.Path;
import java.util.List;

/** A channel that knows what it lacks, and one that breaks when it is to say so. */
public final class ExaminedPlugin implements Plugin {
    /** Its own section; who may do what is not in it. */
    public record Settings(String botToken) {}

    @Override
    public String name() {
        return "channel-examined";
    }

    @Override
    public List<Channel> channels(PluginContext context) {
        Path data = context.dataDirectory();
        String token = context.config(Settings.class).botToken();
        return List.of(new ExaminedChannel("examined", data, token), new ExaminedChannel("broken", data, token));
    }
}
