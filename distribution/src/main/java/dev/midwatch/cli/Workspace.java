package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.Stores;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionLog;
import dev.midwatch.core.action.Denials;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.People;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.CheckSettings;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.plugin.LivePlugins;
import dev.midwatch.core.plugin.PluginSource;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.skill.Skills;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Memories;
import dev.midwatch.core.view.WrittenSkills;
import dev.midwatch.core.watch.CheckCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command works on: the data directory and everything made from it, each part when it is first needed. */
final class Workspace implements AutoCloseable {
    private final KernelOptions options;
    private Kernel kernel;

    Workspace(KernelOptions options) {
        this.options = options;
    }

    static Workspace of(GlobalOptions global) {
        return of(global, Clock.systemUTC());
    }

    static Workspace of(GlobalOptions global, Clock clock) {
        Map<String, String> environment = System.getenv();
        Home home = Home.locate(environment, global.home());
        home.prepare(environment);
        return new Workspace(options(global, home, environment, clock));
    }

    /** The options of a command that has nobody typing at it. */
    static KernelOptions options(GlobalOptions global, Home home, Map<String, String> environment, Clock clock) {
        Map<String, String> flags = new HashMap<>();
        global.kubeconfig()
                .ifPresent(file ->
                        flags.put("kubernetes.kubeconfig", file.toAbsolutePath().toString()));
        global.context().ifPresent(context -> flags.put("kubernetes.context", context));
        Terminal terminal = global.terminal();
        return new KernelOptions(
                home,
                environment,
                flags,
                shippedPlugins(),
                clock,
                terminal.out(),
                Optional.empty(),
                terminal.colours(),
                Runnable::run);
    }

    /** Where the program is installed; the start script says where. */
    static Path distribution() {
        return Path.of(System.getProperty("midwatch.dist", "distribution/target/midwatch"));
    }

    static Path shippedPlugins() {
        return distribution().resolve("plugins");
    }

    synchronized Kernel kernel() {
        if (kernel == null) {
            kernel = Kernel.of(options);
        }
        return kernel;
    }

    Home home() {
        return options.home();
    }

    Map<String, String> environment() {
        return options.environment();
    }

    private Stores stores() {
        return kernel().stores();
    }

    Config config() {
        return stores().config();
    }

    Plugins plugins() {
        return live().current();
    }

    LivePlugins live() {
        return kernel().get(LivePlugins.class);
    }

    List<RegisteredCheck> checks() {
        return kernel().get(CheckCatalog.class).all();
    }

    CheckSettings checkSettings() {
        return kernel().get(CheckSettings.class);
    }

    /** Once the jobs of the plugins that ship have been taken in, no plugin is loaded to read the jobs; where there are others, one may be new. */
    JobCatalog jobs() {
        boolean known = stores().jobs().hasBeenSeeded()
                && !PluginSource.hasAny(config().plugins(), options.home().directory());
        return known ? stores().jobs() : kernel().get(JobCatalog.class);
    }

    Database database() {
        return stores().database();
    }

    SessionDatabase sessions() {
        return stores().sessions();
    }

    FindingLedger ledger() {
        return stores().ledger();
    }

    Outbox outbox() {
        return kernel().get(Outbox.class);
    }

    Cluster cluster() {
        return kernel().get(Cluster.class);
    }

    People people() {
        return kernel().get(People.class);
    }

    ActionGate gate() {
        return kernel().get(ActionGate.class);
    }

    Denials denials() {
        return new Denials(database(), audit(), options.clock());
    }

    ProposalStore proposals() {
        return new ProposalStore(database());
    }

    ActionLog actions() {
        return new ActionLog(database());
    }

    Audit audit() {
        return stores().audit();
    }

    ToolRegistry tools() {
        return kernel().get(ToolRegistry.class);
    }

    Memories memories() {
        return new Memories(kernel().get(MemoryFiles.class), audit(), options.clock());
    }

    WrittenSkills skills() {
        return new WrittenSkills(kernel().get(Skills.class), audit());
    }

    /** Whoever types: to have the data directory is to be its operator. */
    static Actor person() {
        return new Actor("cli:" + System.getProperty("user.name"), Level.APPROVER);
    }

    @Override
    public synchronized void close() {
        if (kernel != null) {
            kernel.close();
        }
    }
}
