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
import dev.midwatch.core.config.Secrets;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.metrics.Prometheus;
import dev.midwatch.core.plugin.LivePlugins;
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

/** The parts that stand on their own: plugins, cluster, gate; with those of the data directory. */
final class KernelModule extends AbstractModule {
    private final KernelOptions options;
    private final Stores stores;
    private final Sources sources;
    private final Opened opened;

    KernelModule(KernelOptions options, Stores stores, Sources sources, Opened opened) {
        this.options = options;
        this.stores = stores;
        this.sources = sources;
        this.opened = opened;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        bind(KernelOptions.class).toInstance(options);
        bind(Opened.class).toInstance(opened);
        bind(Config.class).toProvider(stores::config);
        bind(Database.class).toProvider(stores::database);
        bind(SessionDatabase.class).toProvider(stores::sessions);
        bind(MemoryFiles.class).toProvider(stores::memories);
        bind(FindingLedger.class).toProvider(stores::ledger);
        bind(Audit.class).toProvider(stores::audit);
        bind(LivePlugins.class).toProvider(sources::plugins);
        bind(ClusterSettings.class).toProvider(sources::clusterSettings);
        bind(Cluster.class).toProvider(sources::cluster);
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
    AgentSettings agentSettings(Config config) {
        return AgentSettings.of(config);
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
