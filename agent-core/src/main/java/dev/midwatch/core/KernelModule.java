package dev.midwatch.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.Reasons;
import dev.midwatch.core.action.Recovery;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.action.Verification;
import dev.midwatch.core.agent.AgentSettings;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.config.CheckSettings;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.KubernetesConfig;
import dev.midwatch.core.config.Secrets;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.metrics.Prometheus;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.PluginContexts;
import dev.midwatch.core.plugin.PluginSource;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.skill.SkillText;
import dev.midwatch.core.skill.Skills;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.text.KnownSecrets;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.trace.Tracer;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.core.watch.LiveActions;
import dev.midwatch.core.watch.LivePolicy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The parts that stand on their own: plugins, cluster, gate; with those of the data directory. */
final class KernelModule extends AbstractModule {
    private final KernelOptions options;
    private final Stores stores;
    private final Opened opened;

    KernelModule(KernelOptions options, Stores stores, Opened opened) {
        this.options = options;
        this.stores = stores;
        this.opened = opened;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        bind(KernelOptions.class).toInstance(options);
        bind(Opened.class).toInstance(opened);
        install(new WatchModule());
        install(new ChatModule());
        install(new ViewModule());
        install(new TelemetryModule());
    }

    @Provides
    @Singleton
    Home home() {
        return options.home();
    }

    @Provides
    @Singleton
    Config config() {
        return stores.config();
    }

    @Provides
    @Singleton
    Database database() {
        return stores.database();
    }

    @Provides
    @Singleton
    AgentSettings agentSettings(Config config) {
        return AgentSettings.of(config);
    }

    @Provides
    @Singleton
    SessionDatabase sessions() {
        return stores.sessions();
    }

    @Provides
    @Singleton
    MemoryFiles memories(AgentSettings settings) {
        return new MemoryFiles(options.home().memories(), settings.memory(), options.clock());
    }

    @Provides
    @Singleton
    LivePlugins plugins(Config config, MemoryFiles memories, SessionDatabase sessions, Opened opened) {
        return opened.add(new LivePlugins(
                List.of(options.shippedPlugins()),
                Optional.of(PluginSource.own(config.plugins(), options.home().directory(), options.clock())),
                now -> PluginContexts.of(now, options.home(), memories, sessions, options.clock()),
                config,
                options.clock()));
    }

    @Provides
    @Singleton
    Skills skills(Config config, LivePlugins plugins) {
        return new Skills(
                options.home().skills(),
                plugins.derive(now -> SkillText.byName(now.skills())),
                config.skills().writeApproval());
    }

    @Provides
    @Singleton
    CheckCatalog checks(LivePlugins plugins) {
        return new CheckCatalog(plugins.derive(CheckCatalog::of));
    }

    @Provides
    @Singleton
    CheckSettings checkSettings(Config config, CheckCatalog checks) {
        return CheckSettings.resolve(config, checks.checks());
    }

    @Provides
    @Singleton
    LivePolicy policy(CheckSettings settings) {
        return new LivePolicy(settings);
    }

    @Provides
    @Singleton
    JobCatalog jobs(LivePlugins plugins) {
        JobCatalog jobs = stores.jobs();
        jobs.seed(plugins.current().jobs());
        return jobs;
    }

    @Provides
    @Singleton
    RunStore runs(Database database) {
        return new RunStore(database);
    }

    @Provides
    @Singleton
    ClusterSettings clusterSettings(Config config) {
        KubernetesConfig kubernetes = config.kubernetes();
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

    @Provides
    @Singleton
    Cluster cluster(ClusterSettings settings, Opened opened) {
        return opened.add(Cluster.connect(settings, options.clock()));
    }

    @Provides
    @Singleton
    Cycle cycle(
            Cluster cluster,
            LivePolicy policy,
            ClusterSettings settings,
            Config config,
            Redactor redactor,
            Tracer tracer) {
        CheckRunner runner =
                new CheckRunner(options.clock(), policy, redactor::redact, Prometheus.of(config.prometheus()));
        return new Cycle(cluster, runner, settings.scope(), tracer);
    }

    @Provides
    @Singleton
    TrendStore trends(Database database) {
        return new TrendStore(database);
    }

    @Provides
    @Singleton
    FindingLedger ledger() {
        return stores.ledger();
    }

    @Provides
    @Singleton
    Times times(Config config) {
        return new Times(config.timezone());
    }

    @Provides
    @Singleton
    FindingRenderer renderer(Config config) {
        return new FindingRenderer(config.timezone());
    }

    @Provides
    @Singleton
    Audit audit() {
        return stores.audit();
    }

    @Provides
    @Singleton
    LiveActions liveActions(Config config) {
        return new LiveActions(config.actions());
    }

    @Provides
    @Singleton
    Stop stop() {
        return new Stop(options.home().stop());
    }

    @Provides
    @Singleton
    ActionGate gate(
            Cluster cluster,
            Database database,
            Audit audit,
            Stop stop,
            LiveActions actions,
            Reasons reasons,
            Tracer tracer) {
        return new ActionGate(
                cluster.live(), cluster.writer(), database, audit, stop, actions, reasons, options.clock(), tracer);
    }

    @Provides
    @Singleton
    Reasons reasons(FindingLedger ledger, LivePlugins plugins) {
        return new Reasons(ledger, action -> plugins.current().actions().containsKey(action));
    }

    @Provides
    @Singleton
    Recovery recovery(Cluster cluster, Database database, Audit audit) {
        return new Recovery(cluster.live(), database, audit, options.clock());
    }

    @Provides
    @Singleton
    Verification verification(Cluster cluster, Database database, FindingLedger ledger, Audit audit) {
        return new Verification(cluster.live(), database, ledger, audit, options.clock());
    }

    @Provides
    @Singleton
    Incidents incidents(Cluster cluster, Database database, FindingLedger ledger, Times times) {
        return new Incidents(cluster.live(), database, ledger, times, options.clock());
    }

    @Provides
    @Singleton
    Redactor redactor(Config config) {
        KnownSecrets.ofProcess().learn(Secrets.in(config));
        return Redactor.ofProcess();
    }
}
