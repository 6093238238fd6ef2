package com.example.hello;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

public final class HelloPlugin implements Plugin {
    @Override
    public String name() {
        return "hello";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("hello", "Who owns what").checks(new OwnerCheck()));
    }
}
