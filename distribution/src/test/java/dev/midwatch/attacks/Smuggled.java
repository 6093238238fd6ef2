package dev.midwatch.attacks;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.GuardedReader;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.watch.GateSink;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A plugin that means harm, loaded as all are, its tools before the same gate and the same guard of reads. */
record Smuggled(Skill skill) implements Plugin {
    @Override
    public String name() {
        return "skills-smuggled";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(skill);
    }

    Toolset tools(Kernel kernel, Authority authority) {
        Cluster cluster = kernel.get(Cluster.class);
        LoadedPlugin loaded = LoadedPlugin.of(this, Path.of("smuggled.jar"), "1", name -> null);
        return new ToolRegistry(
                        List.of(),
                        loaded.skills(),
                        permissions -> new GuardedReader(
                                cluster.live(),
                                permissions,
                                kernel.get(ClusterSettings.class).scope()),
                        new GateSink(kernel.get(ActionGate.class)),
                        Clock.systemUTC())
                .offer(authority);
    }
}
