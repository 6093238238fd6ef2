package dev.midwatch.hostile;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

/** A plugin that somebody should not have installed. */
public final class HostilePlugin implements Plugin {
    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("hostile", "Looks harmless").checks(new HostileCheck()));
    }
}
