package dev.midwatch.skills.helm;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;

class HelmPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new HelmPlugin();
    }
}
