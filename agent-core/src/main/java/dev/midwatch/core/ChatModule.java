package dev.midwatch.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.agent.AgentLoop;
import dev.midwatch.core.agent.AgentSettings;
import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.CommandDesk;
import dev.midwatch.core.chat.CommandParts;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.chat.Decisions;
import dev.midwatch.core.chat.DesertedChannels;
import dev.midwatch.core.chat.FindingLookup;
import dev.midwatch.core.chat.FindingTalks;
import dev.midwatch.core.chat.People;
import dev.midwatch.core.chat.PutForward;
import dev.midwatch.core.chat.Silencing;
import dev.midwatch.core.chat.Talk;
import dev.midwatch.core.chat.WatchState;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.config.CheckSettings;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.watch.CardReconciler;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.core.watch.Prompts;
import dev.midwatch.core.watch.ProposalText;
import jakarta.inject.Singleton;

/** What people say: who they are, what they may, and who answers. */
final class ChatModule extends AbstractModule {
    @Provides
    @Singleton
    People people(Channels channels, LivePlugins plugins, Config config) {
        return new People(channels, plugins::current, config);
    }

    /** Reads the configuration again whenever it changes; what is wrong with it is told with the sections of plugins and checks. */
    @Provides
    @Singleton
    LiveConfig liveConfig(LivePlugins plugins, CheckCatalog checks, People people, KernelOptions options) {
        return new LiveConfig(options.home(), options.environment(), options.flags(), config -> {
            config.sections().requireKnown(plugins.current().sectionNames());
            CheckSettings.resolve(config, checks.checks());
            people.require(config);
        });
    }

    @Provides
    @Singleton
    Decisions decisions(ActionGate gate, ProposalText text, CardReconciler cards, KernelOptions options) {
        return new Decisions(gate, text::of, cards::reconcile, options.clock());
    }

    @Provides
    @Singleton
    DesertedChannels deserted(People people, Outbox outbox) {
        return new DesertedChannels(people, outbox);
    }

    @Provides
    @Singleton
    FindingLookup findings(FindingLedger ledger) {
        return new FindingLookup(ledger);
    }

    @Provides
    @Singleton
    Silencing silencing(FindingLedger ledger, Audit audit) {
        return new Silencing(ledger, audit);
    }

    @Provides
    @Singleton
    WatchState watchState(JobCatalog jobs, RunStore runs, Outlook outlook, KernelOptions options) {
        return new WatchState(jobs, runs, outlook, options.clock());
    }

    @Provides
    @Singleton
    Talk talk(
            AgentLoop agent,
            ToolRegistry tools,
            Access access,
            Prompts prompts,
            AgentSettings settings,
            SessionDatabase sessions,
            FindingTalks findings,
            Database database,
            Times times) {
        return new Talk(
                agent,
                tools,
                access,
                prompts::all,
                settings.limits(),
                sessions,
                new PutForward(new ProposalStore(database), times),
                findings);
    }

    @Provides
    @Singleton
    FindingTalks findingTalks(Database database, SessionDatabase sessions, FindingLedger ledger) {
        return new FindingTalks(database, sessions, ledger);
    }

    @Provides
    @Singleton
    CommandParts commandParts(
            WatchState watch,
            FindingLedger ledger,
            Silencing silencing,
            Database database,
            Budget budget,
            Cycle cycle,
            TrendStore trends,
            CheckCatalog checks,
            Scheduler scheduler,
            Audit audit) {
        return new CommandParts(
                watch,
                ledger,
                silencing,
                new ProposalStore(database),
                budget,
                cycle.keeping(trends),
                checks,
                scheduler,
                audit);
    }

    @Provides
    @Singleton
    CommandDesk commandDesk(CommandParts parts, Decisions decisions, Outbox outbox, KernelOptions options) {
        return CommandDesk.of(parts, decisions, outbox, options.clock());
    }

    @Provides
    @Singleton
    Conversations conversations(
            People people,
            Decisions decisions,
            Talk talk,
            CommandParts parts,
            Outbox outbox,
            Channels channels,
            Database database,
            KernelOptions options,
            Opened opened) {
        return opened.add(Conversations.of(
                people, decisions, talk, parts, outbox, channels, database, options.clock(), options.workers()));
    }
}
