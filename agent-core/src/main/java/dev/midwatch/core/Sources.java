package dev.midwatch.core;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.KubernetesConfig;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.PluginContexts;
import dev.midwatch.core.plugin.PluginSource;
import java.util.Optional;

/**
 * What comes from outside, the plugins and the cluster, each made when it is first asked for. They take the longest of all, and
 * wait for the stores but neither for each other nor for what is wired around them.
 */
final class Sources {
    private final KernelOptions options;
    private final Stores stores;
    private final Supplier<LivePlugins> plugins;
    private final Supplier<Cluster> cluster;

    Sources(KernelOptions options, Stores stores, Opened opened) {
        this.options = options;
        this.stores = stores;
        plugins = Suppliers.memoize(() -> opened.add(load()));
        cluster = Suppliers.memoize(() -> opened.add(Cluster.connect(clusterSettings(), options.clock())));
    }

    LivePlugins plugins() {
        return plugins.get();
    }

    /** @throws dev.midwatch.core.kube.NoClusterException if there is none */
    Cluster cluster() {
        return cluster.get();
    }

    ClusterSettings clusterSettings() {
        KubernetesConfig kubernetes = stores.config().kubernetes();
        return new ClusterSettings(
                kubernetes.kubeconfig(),
                kubernetes.context(),
                options.environment(),
                kubernetes.namespaces(),
                kubernetes.excludeNamespaces(),
                kubernetes.pageSize(),
                kubernetes.qps(),
                ClusterSettings.DEFAULT_DEADLINE);
    }

    private LivePlugins load() {
        Config config = stores.config();
        return new LivePlugins(
                options.shippedPlugins(),
                Optional.of(PluginSource.own(config.plugins(), options.home().directory(), options.clock())),
                now -> PluginContexts.of(now, options.home(), stores.memories(), stores.sessions(), options.clock()),
                config,
                options.clock());
    }
}
