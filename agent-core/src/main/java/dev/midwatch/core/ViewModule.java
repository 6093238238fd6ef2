package dev.midwatch.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.action.Stop;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.Decisions;
import dev.midwatch.core.chat.Silencing;
import dev.midwatch.core.chat.Talk;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunOutputs;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.telemetry.Health;
import dev.midwatch.core.telemetry.Metrics;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.view.Answered;
import dev.midwatch.core.view.AssistantTools;
import dev.midwatch.core.view.AuditTrail;
import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.Chat;
import dev.midwatch.core.view.Findings;
import dev.midwatch.core.view.Instruments;
import dev.midwatch.core.view.Jobs;
import dev.midwatch.core.view.Logs;
import dev.midwatch.core.view.Memories;
import dev.midwatch.core.view.PluginList;
import dev.midwatch.core.view.Proposals;
import dev.midwatch.core.view.Runs;
import dev.midwatch.core.view.Scanning;
import dev.midwatch.core.view.Sessions;
import dev.midwatch.core.view.Settings;
import dev.midwatch.core.view.Status;
import dev.midwatch.core.view.Tools;
import dev.midwatch.core.view.Usage;
import dev.midwatch.core.view.View;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** What is looked at and commanded from outside. */
final class ViewModule extends AbstractModule {
    @Provides
    @Singleton
    Outlook outlook(Database database, Config config, KernelOptions options) {
        return new Outlook(database, SchedulerSettings.defaults(config.timezone()), options.clock());
    }

    @Provides
    @Singleton
    Findings findings(Database database, FindingLedger ledger, Silencing silencing, Audit audit) {
        return new Findings(database, ledger, silencing, audit);
    }

    @Provides
    @Singleton
    Proposals proposals(Database database, ProposalStandings standings, Decisions decisions, KernelOptions options) {
        return new Proposals(new ProposalStore(database), standings, decisions, options.clock());
    }

    @Provides
    @Singleton
    Jobs jobs(
            JobCatalog catalog,
            RunStore runs,
            Outlook outlook,
            Scheduler scheduler,
            Audit audit,
            Config config,
            KernelOptions options) {
        return new Jobs(catalog, runs, outlook, scheduler, audit, config.timezone(), options.clock());
    }

    @Provides
    @Singleton
    Usage usage(Database database, Budget budget, Config config) {
        // Models are paid by the real day, also when the cluster is a simulated one.
        return new Usage(new TokenTable(database), budget, config.timezone(), InstantSource.system());
    }

    @Provides
    @Singleton
    Status status(
            Findings findings,
            Proposals proposals,
            Usage usage,
            Cluster cluster,
            FindingLedger ledger,
            JobCatalog jobs,
            RunStore runs,
            Outlook outlook,
            Outbox outbox,
            Stop stop,
            KernelOptions options) {
        return new Status(
                findings,
                proposals,
                usage,
                new Status.Watched(Optional.of(cluster.server()), ledger, jobs, runs, outlook, outbox, stop),
                options.clock());
    }

    @Provides
    @Singleton
    Chat chat(Talk talk, Findings findings, Proposals proposals, Config config, KernelOptions options) {
        return new Chat(talk, findings, proposals, config.model().name(), options.clock());
    }

    @Provides
    @Singleton
    Changes changes(Database database, JobCatalog jobs, Opened opened) {
        Changes changes = opened.add(new Changes(database));
        jobs.onChange(changes::jobsChanged);
        return changes;
    }

    @Provides
    @Singleton
    Settings settings(KernelOptions options, LiveConfig config, Audit audit) {
        return new Settings(options.home(), config, audit);
    }

    @Provides
    @Singleton
    Runs runs(RunStore runs, JobCatalog jobs, Config config, KernelOptions options) {
        return new Runs(
                runs, new RunOutputs(options.home().output(), config.cron().outputRetention()), jobs);
    }

    @Provides
    @Singleton
    Instruments instruments(Health health, Metrics metrics) {
        return new Instruments(health, metrics);
    }

    @Provides
    @Singleton
    Answered answered(Database database, KernelOptions options) {
        return new Answered(database, options.clock());
    }

    @Provides
    @Singleton
    View view(
            Status status,
            Findings findings,
            Jobs jobs,
            Runs runs,
            Proposals proposals,
            SessionDatabase sessions,
            Chat chat,
            ToolRegistry tools,
            Access access,
            LivePlugins plugins,
            Config config,
            MemoryFiles memories,
            Audit audit,
            Settings settings,
            Usage usage,
            Instruments instruments,
            Answered answered,
            Changes changes,
            Cycle cycle,
            TrendStore trends,
            CheckCatalog checks,
            Redactor redactor,
            KernelOptions options) {
        return new View(
                status,
                findings,
                jobs,
                runs,
                proposals,
                new Sessions(sessions),
                chat,
                new Tools(tools, access, plugins::current, config),
                new PluginList(plugins),
                new Memories(memories, audit, options.clock()),
                new AuditTrail(audit, options.clock()),
                settings,
                usage,
                Logs.ofProcess(),
                instruments,
                answered,
                changes,
                new Scanning(cycle.keeping(trends), checks),
                new AssistantTools(tools, access, redactor));
    }
}
