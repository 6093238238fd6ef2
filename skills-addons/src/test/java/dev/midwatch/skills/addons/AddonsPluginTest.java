package dev.midwatch.skills.addons;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;

class AddonsPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new AddonsPlugin();
    }
}
