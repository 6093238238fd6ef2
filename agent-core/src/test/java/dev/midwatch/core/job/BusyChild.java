package dev.midwatch.core.job;

import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A process with a busy scheduler. It prints the number and state of each run once that is recorded, until it is killed. */
final class BusyChild implements JobListener {
    static final List<String> JOBS = List.of("reads", "reports", "writes");

    private final Database database;
    private final RunStore store;
    final Scheduler scheduler;

    BusyChild(Path home, Instant start, Executor workers) {
        database = Database.open(home.resolve("state.db"));
        database.update("CREATE TABLE IF NOT EXISTS told (job TEXT, scheduled INTEGER)");
        store = new RunStore(database);
        FastClock clock = new FastClock(start);
        JobCatalog catalog = JobCatalog.open(home.resolve("jobs.json"), clock, ZoneOffset.UTC);
        SchedulerSettings settings =
                new SchedulerSettings(ZoneOffset.UTC, 4, true, Duration.ofDays(30), 50, Duration.ofDays(1));
        scheduler =
                new Scheduler(database, catalog, home.resolve("output"), this::work, this, settings, clock, workers);
    }

    Database database() {
        return database;
    }

    RunStore store() {
        return store;
    }

    public static void main(String[] args) {
        BusyChild child = new BusyChild(Path.of(args[0]), Instant.parse(args[1]), Executors.newCachedThreadPool());
        Thread loop = new Thread(() -> {
            try {
                child.scheduler.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        loop.start();
        child.printWhatIsRecorded();
    }

    private void printWhatIsRecorded() {
        Set<Long> printed = new HashSet<>();
        while (true) {
            for (Run run : store.recent(30)) {
                if (run.finished().isPresent() && printed.add(run.id())) {
                    System.out.println(run.id() + " " + run.state());
                }
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Takes a while, so that kills hit it in all its parts. */
    private RunResult work(JobRun run) {
        boolean writes = run.job().name().equals("writes");
        if (writes && !store.beginWrite(run.id())) {
            return RunResult.failed("may not write", RunFacts.none());
        }
        LockSupport.parkNanos(50_000_000 + run.scheduled().getEpochSecond() / 60 % 5 * 20_000_000);
        return run.job().name().equals("reads")
                ? RunResult.quiet(RunFacts.lookedAt("1 pod"))
                : RunResult.report("seen", RunFacts.lookedAt("1 pod"));
    }

    @Override
    public void finished(JobRun run, RunResult result) {
        if (result.outcome() == RunOutcome.REPORT) {
            database.update(
                    "INSERT INTO told (job, scheduled) VALUES (?, ?)", run.job().name(), run.scheduled());
        }
    }
}
