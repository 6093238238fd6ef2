package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Person;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.tool.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What people may do, by the operator's configuration as it is in force at this moment. */
public final class People {
    private static final AllowList NOBODY = new AllowList(Set.of(), Set.of(), Map.of());

    private final Channels channels;
    private final Supplier<Plugins> plugins;

    private volatile Map<String, AllowList> lists;

    public People(Channels channels, Supplier<Plugins> plugins, Config config) {
        this.channels = channels;
        this.plugins = plugins;
        this.lists = read(config);
    }

    /** Takes over an edit, or other channels: whoever was taken out is out at once. */
    public void replace(Config config) {
        lists = read(config);
    }

    /**
     * Whether {@link #replace} would take it.
     *
     * @throws dev.midwatch.core.config.ConfigException with what is wrong
     */
    public void require(Config config) {
        read(config);
    }

    /** What that person may do through that channel; empty: nothing. Whoever types at the console runs the gateway. */
    public Optional<Level> level(String channel, Person person) {
        return channels.isConsole(channel)
                ? Optional.of(Level.APPROVER)
                : lists.getOrDefault(channel, NOBODY).level(person);
    }

    /** The channels through which nobody may do anything. */
    public List<String> deserted() {
        return channels.ofPlugins().stream()
                .filter(channel -> lists.getOrDefault(channel, NOBODY).isNobody())
                .toList();
    }

    /** How many may do what through a channel: {@code 2 approver, 1 viewer}. */
    public String summary(String channel) {
        return lists.getOrDefault(channel, NOBODY).summary();
    }

    /** What to set so that somebody may do something through a channel. */
    public String howToAllow(String channel) {
        String section = sections().getOrDefault(channel, channel);
        String keys = "%1$s.allowed_users or %1$s.allowed_roles in config.yaml".formatted(section);
        List<String> variables = ConfigLoader.variables(section + ".allowed_");
        return variables.isEmpty() ? keys : "%s in .env, or %s".formatted(String.join(" or ", variables), keys);
    }

    /** By channel, the section that says who may do what through it. */
    private Map<String, String> sections() {
        Map<String, String> sections = new HashMap<>();
        plugins.get().loaded().stream()
                .filter(LoadedPlugin::isOfChannel)
                .forEach(plugin ->
                        plugin.channels().forEach(channel -> sections.put(channel.name(), plugin.shortName())));
        return sections;
    }

    private Map<String, AllowList> read(Config config) {
        Map<String, AllowList> read = new HashMap<>();
        sections()
                .forEach((channel, section) ->
                        read.put(channel, AllowList.of(config.sections().people(section))));
        return Map.copyOf(read);
    }
}
