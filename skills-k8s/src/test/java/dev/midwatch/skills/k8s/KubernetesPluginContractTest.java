package dev.midwatch.skills.k8s;

import dev.midwatch.api.Plugin;
import dev.midwatch.testkit.PluginContract;

class KubernetesPluginContractTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new KubernetesPlugin();
    }
}
