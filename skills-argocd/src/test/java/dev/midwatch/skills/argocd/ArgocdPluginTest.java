package dev.midwatch.skills.argocd;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;

class ArgocdPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new ArgocdPlugin();
    }
}
