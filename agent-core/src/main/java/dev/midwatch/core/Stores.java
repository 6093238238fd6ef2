package dev.midwatch.core;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.midwatch.core.agent.AgentSettings;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerSettings;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.FindingsConfig;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;

/**
 * What stands in the data directory, each part made when it is first asked for. Neither a plugin nor a cluster is needed for it, so that a
 * command which only looks there answers at once.
 */
public final class Stores {
    private final Supplier<Config> config;
    private final Supplier<Database> database;
    private final Supplier<SessionDatabase> sessions;
    private final Supplier<FindingLedger> ledger;
    private final Supplier<JobCatalog> jobs;
    private final Supplier<Audit> audit;
    private final Supplier<MemoryFiles> memories;

    Stores(KernelOptions options, Opened opened) {
        Home home = options.home();
        config = Suppliers.memoize(() -> ConfigLoader.load(home, options.environment(), options.flags()));
        database = Suppliers.memoize(() -> opened.add(Database.open(home.database())));
        sessions = Suppliers.memoize(() -> new SessionDatabase(database(), options.clock()));
        ledger = Suppliers.memoize(() -> new FindingLedger(database(), settings(config()), options.clock()));
        jobs = Suppliers.memoize(() -> {
            JobCatalog catalog = JobCatalog.open(home.jobs(), options.clock(), config().timezone());
            Home.seed(options.environment()).ifPresent(folder -> catalog.begin(folder.resolve("jobs.json")));
            return catalog;
        });
        audit = Suppliers.memoize(() -> new Audit(home.audit(), options.clock()));
        memories = Suppliers.memoize(() ->
                new MemoryFiles(home.memories(), AgentSettings.of(config()).memory(), options.clock()));
    }

    /** @throws dev.midwatch.core.config.ConfigException if something in it is wrong */
    public Config config() {
        return config.get();
    }

    /** @throws dev.midwatch.core.store.StoreException if it cannot be opened */
    public Database database() {
        return database.get();
    }

    public SessionDatabase sessions() {
        return sessions.get();
    }

    public FindingLedger ledger() {
        return ledger.get();
    }

    /**
     * Without those that plugins bring and nobody has seen yet.
     *
     * @throws dev.midwatch.core.job.CatalogException if the file is broken and no good one was ever seen
     */
    public JobCatalog jobs() {
        return jobs.get();
    }

    public Audit audit() {
        return audit.get();
    }

    public MemoryFiles memories() {
        return memories.get();
    }

    private static LedgerSettings settings(Config config) {
        FindingsConfig findings = config.findings();
        return new LedgerSettings(
                findings.repeatAfter(),
                findings.flap().changes(),
                findings.flap().within(),
                LedgerSettings.DEFAULTS.symptomGrace());
    }
}
