package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;

class CertmanagerPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new CertmanagerPlugin();
    }
}
