package dev.midwatch.core.plugin;

import dev.midwatch.api.Job;
import dev.midwatch.api.Skill;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that plugins have taken, each of which only one of them may have. */
final class TakenNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    /** Those of delivery targets, and those with which we say where else an action comes from. */
    private static final Set<String> OUR_CHANNELS =
            Set.of("console", "webhook", "local", "origin", "all", "cli", "job", "proposal", "undo");

    private static final Set<String> OUR_SETTINGS = Set.of("enabled", "severity", "overrides", "namespace", "labels");

    private final Map<String, String> owners = new HashMap<>();

    /** Those of plugins that run. */
    static TakenNames of(Collection<LoadedPlugin> plugins) {
        TakenNames names = new TakenNames();
        plugins.forEach(names::take);
        return names;
    }

    /** Takes all names of a plugin, or none: then says why. */
    Optional<String> take(LoadedPlugin plugin) {
        Map<String, String> fresh = new LinkedHashMap<>();
        Optional<String> refusal = refuse(plugin, fresh);
        if (refusal.isEmpty()) {
            owners.putAll(fresh);
        }
        return refusal;
    }

    private Optional<String> refuse(LoadedPlugin plugin, Map<String, String> fresh) {
        Names names = new Names(plugin, fresh);
        names.add("plugin", plugin.name(), NAME);
        for (Skill skill : plugin.skills()) {
            names.add("skill", skill.name(), NAME);
            for (Check check : skill.checks()) {
                names.add("check", check.name(), NAME);
                names.requireSettings(check);
            }
            for (Tool tool : skill.tools()) {
                names.add("tool", tool.spec().name(), null);
            }
            for (ActionTool action : skill.actions()) {
                names.add("tool", action.spec().name(), null);
            }
            for (Job job : skill.jobs()) {
                names.add("job", job.name(), NAME);
            }
        }
        for (Channel channel : plugin.channels()) {
            names.add("channel", channel.name(), NAME);
            if (channel.name().matches("\\d.*")) {
                names.refuse("the channel name \"" + channel.name() + "\" begins with a digit");
            }
            if (OUR_CHANNELS.contains(channel.name())) {
                names.refuse("the channel name \"" + channel.name() + "\" is Midwatch's own");
            }
        }
        return Optional.ofNullable(names.refusal);
    }

    /** Gathers the names of one plugin until one cannot be. */
    private final class Names {
        private final LoadedPlugin plugin;
        private final Map<String, String> fresh;
        private String refusal;

        Names(LoadedPlugin plugin, Map<String, String> fresh) {
            this.plugin = plugin;
            this.fresh = fresh;
        }

        void add(String kind, String name, Pattern pattern) {
            if (name == null || pattern != null && !pattern.matcher(name).matches()) {
                refuse("the %s name \"%s\" is not 1 to 63 lower case letters, digits and dashes".formatted(kind, name));
                return;
            }
            String key = kind + " " + name;
            if (owners.containsKey(key)) {
                refuse("the %s name \"%s\" is taken by %s".formatted(kind, name, owners.get(key)));
            } else if (fresh.put(key, plugin.name() + " (" + plugin.source() + ")") != null) {
                refuse("has two %ss named \"%s\"".formatted(kind, name));
            }
        }

        void requireSettings(Check check) {
            for (Setting setting : check.settings()) {
                if (OUR_SETTINGS.contains(setting.name())) {
                    refuse("the check \"%s\" has a setting named \"%s\", which every check has already"
                            .formatted(check.name(), setting.name()));
                }
            }
        }

        void refuse(String why) {
            refusal = refusal == null ? why : refusal;
        }
    }
}
