package dev.midwatch.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ProposalStandings;
import dev.midwatch.core.action.Recovery;
import dev.midwatch.core.action.Verification;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.AgentSettings;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.SideWork;
import dev.midwatch.core.agent.SystemPrompt;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.ConsoleChannel;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.channel.WatchdogPing;
import dev.midwatch.core.channel.WebhookChannel;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.incident.Incidents;
import dev.midwatch.core.incident.IncidentsTool;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.GuardedReader;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.model.ModelSettings;
import dev.midwatch.core.model.RetrySettings;
import dev.midwatch.core.net.HttpExchange;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.skill.SkillText;
import dev.midwatch.core.skill.SkillTool;
import dev.midwatch.core.skill.SkillWriteTool;
import dev.midwatch.core.skill.Skills;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.FindingsTool;
import dev.midwatch.core.tool.MemoryTool;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.tool.SessionSearchTool;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.ToolTable;
import dev.midwatch.core.trace.Tracer;
import dev.midwatch.core.watch.CardReconciler;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.ClusterAccess;
import dev.midwatch.core.watch.Context;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.core.watch.FollowedRuns;
import dev.midwatch.core.watch.GateSink;
import dev.midwatch.core.watch.JobRunner;
import dev.midwatch.core.watch.Lookout;
import dev.midwatch.core.watch.OpenFindings;
import dev.midwatch.core.watch.Post;
import dev.midwatch.core.watch.Prompts;
import dev.midwatch.core.watch.ProposalText;
import dev.midwatch.core.watch.Repairs;
import dev.midwatch.core.watch.Storyteller;
import dev.midwatch.core.watch.Verifier;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** The watch itself: runs, words, messages, repairs. */
final class WatchModule extends AbstractModule {
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(15);
    /** Models and tools take real time, also when the cluster's clock does not. */
    private static final Clock REAL_TIME = Clock.systemDefaultZone();

    /** To make one takes as long as to load all plugins; many a watch needs none. */
    @Provides
    @Singleton
    HttpClient http() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    @Provides
    @Singleton
    Channels channels(KernelOptions options, Config config, LivePlugins plugins, Provider<HttpClient> http) {
        String person = options.environment().getOrDefault("USER", "operator");
        Channel console = new ConsoleChannel(options.console(), options.input(), person, options.colours());
        Map<String, ? extends Channel> webhooks = config.webhooks().isEmpty()
                ? Map.of()
                : WebhookChannel.all(config.webhooks(), http.get(), options.clock());
        return new Channels(plugins.derive(now -> Channels.byLane(
                Stream.concat(Stream.of(console), now.channels().stream()).toList(), webhooks)));
    }

    @Provides
    @Singleton
    Outbox outbox(Database database, Channels channels, FindingLedger ledger, KernelOptions options) {
        return new Outbox(database, channels, options.clock(), Post.tell(ledger));
    }

    @Provides
    @Singleton
    Couriers couriers(Outbox outbox, KernelOptions options, Opened opened, Tracer tracer) {
        return opened.add(new Couriers(outbox, options.clock(), new Random(), tracer));
    }

    @Provides
    @Singleton
    Post post(Outbox outbox, FindingLedger ledger) {
        return new Post(outbox, ledger);
    }

    @Provides
    @Singleton
    Budget budget(Database database, AgentSettings settings, Config config) {
        return new Budget(new TokenTable(database), settings.budget(), REAL_TIME.withZone(config.timezone()));
    }

    @Provides
    @Singleton
    AgentLoop agent(
            AgentSettings settings,
            Budget budget,
            SessionDatabase sessions,
            Redactor redactor,
            Opened opened,
            Tracer tracer) {
        return opened.add(new AgentLoop(
                client(settings.models()),
                new SideWork(
                        client(settings.compression().stream().toList()),
                        client(settings.titles().stream().toList()),
                        (session, title) -> sessions.titleOnce(session, title)),
                budget,
                sessions,
                redactor,
                REAL_TIME,
                tracer));
    }

    private static Optional<ModelClient> client(List<ModelSettings> models) {
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(ModelClient.of(models, RetrySettings.DEFAULT, REAL_TIME));
    }

    @Provides
    @Singleton
    Access access(Cluster cluster, ClusterSettings settings, KernelOptions options) {
        return new ClusterAccess(cluster.access(), settings.scope(), options.clock());
    }

    @Provides
    @Singleton
    OpenFindings open(FindingLedger ledger, KernelOptions options) {
        return new OpenFindings(ledger, options.clock());
    }

    @Provides
    @Singleton
    ToolRegistry tools(
            LivePlugins plugins,
            Cluster cluster,
            ClusterSettings settings,
            ActionGate gate,
            OpenFindings open,
            SessionDatabase sessions,
            Incidents incidents,
            MemoryFiles memories,
            Skills skills,
            Redactor redactor,
            KernelOptions options) {
        List<Tool> own = List.of(
                new FindingsTool(open),
                new IncidentsTool(incidents),
                new SessionSearchTool(sessions),
                new MemoryTool(memories, redactor),
                new SkillTool(skills),
                new SkillWriteTool(skills, redactor));
        return new ToolRegistry(
                plugins.derive(now -> ToolTable.of(own, now.skills())),
                readers(cluster, settings)::apply,
                new GateSink(gate),
                options.clock(),
                gate::never,
                () -> skills.inFolders().stream().map(SkillText::name).toList());
    }

    @Provides
    @Singleton
    Prompts prompts(KernelOptions options, Skills skills, MemoryFiles memories) {
        return new Prompts(options.home().soul(), skills, memories);
    }

    @Provides
    @Singleton
    Storyteller storyteller(
            AgentLoop agent,
            ToolRegistry tools,
            Access access,
            Prompts prompts,
            AgentSettings settings,
            Config config,
            FindingRenderer renderer) {
        Function<List<String>, SystemPrompt> prompt = prompts::of;
        return new Storyteller(
                agent,
                tools,
                access,
                prompt,
                settings.limits(),
                renderer,
                config.cron().wrapResponse());
    }

    @Provides
    @Singleton
    Repairs repairs(
            LivePlugins plugins, Cluster cluster, ClusterSettings settings, ActionGate gate, KernelOptions options) {
        return new Repairs(plugins.derive(Plugins::actions), readers(cluster, settings), gate, options.clock());
    }

    @Provides
    @Singleton
    Context context(
            LivePlugins plugins, OpenFindings open, Cluster cluster, ClusterSettings settings, KernelOptions options) {
        return new Context(
                options.home(),
                () -> plugins.current().tool("cluster_summary"),
                open,
                readers(cluster, settings),
                options.clock());
    }

    @Provides
    @Singleton
    WatchdogPing watchdog(Config config, Provider<HttpClient> http, KernelOptions options) {
        return new WatchdogPing(
                config.watchdog().pingUrl(),
                () -> new HttpExchange(http.get(), WatchdogPing.DEADLINE),
                options.workers());
    }

    @Provides
    @Singleton
    JobRunner jobRunner(
            RunStore runs,
            CheckCatalog checks,
            Cycle cycle,
            TrendStore trends,
            FindingLedger ledger,
            Incidents incidents,
            Verification verification,
            Repairs repairs,
            Storyteller storyteller,
            Context context,
            Post post,
            WatchdogPing watchdog,
            CardReconciler cards,
            Times times) {
        return new JobRunner(
                runs,
                checks,
                cycle.keeping(trends),
                ledger,
                incidents,
                verification,
                repairs,
                storyteller,
                context,
                post,
                watchdog,
                cards,
                times);
    }

    @Provides
    @Singleton
    Scheduler scheduler(
            Database database,
            JobCatalog jobs,
            JobRunner body,
            Post post,
            Config config,
            KernelOptions options,
            Tracer tracer) {
        SchedulerSettings settings = new SchedulerSettings(
                config.timezone(),
                config.cron().maxParallelJobs(),
                config.cron().catchUpMissed(),
                config.cron().catchUpWindow(),
                config.cron().outputRetention(),
                RUN_TIMEOUT);
        return new Scheduler(
                database,
                jobs,
                options.home().output(),
                new FollowedRuns(body, tracer),
                post,
                settings,
                options.clock(),
                options.workers());
    }

    @Provides
    @Singleton
    Lookout lookout(
            Cluster cluster,
            ClusterSettings settings,
            Cycle cycle,
            TrendStore trends,
            CheckCatalog checks,
            JobCatalog jobs,
            FindingLedger ledger,
            RunStore runs,
            Scheduler scheduler,
            Opened opened) {
        return opened.add(new Lookout(cluster, settings.scope(), cycle, trends, checks, jobs, ledger, runs, scheduler));
    }

    @Provides
    @Singleton
    Verifier verifier(
            Recovery recovery,
            Verification verification,
            CheckCatalog checks,
            Cycle cycle,
            TrendStore trends,
            FindingLedger ledger,
            ActionGate gate,
            JobCatalog jobs,
            Post post) {
        return new Verifier(recovery, verification, checks, cycle.keeping(trends), ledger, gate, jobs, post);
    }

    @Provides
    @Singleton
    ProposalStandings standings(Database database, FindingLedger ledger, Times times, KernelOptions options) {
        return new ProposalStandings(database, ledger, times, options.clock());
    }

    @Provides
    @Singleton
    ProposalText proposalText(Database database, ProposalStandings standings, Times times) {
        return new ProposalText(database, standings, times);
    }

    @Provides
    @Singleton
    CardReconciler cards(
            Database database,
            Outbox outbox,
            ProposalStandings standings,
            FindingLedger ledger,
            Times times,
            KernelOptions options) {
        return new CardReconciler(database, outbox, standings, ledger, times, options.clock());
    }

    private static Function<List<Permission>, ClusterReader> readers(Cluster cluster, ClusterSettings settings) {
        return permissions -> new GuardedReader(cluster.live(), permissions, settings.scope());
    }
}
