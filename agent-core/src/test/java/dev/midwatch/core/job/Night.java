package dev.midwatch.core.job;

import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** A scheduler on a clock that the test moves, with jobs whose bodies the test writes. */
final class Night implements AutoCloseable, JobListener {
    final MovableClock clock;
    final Path home;
    final Map<String, JobBody> bodies = new HashMap<>();
    final List<String> ran = new ArrayList<>();
    final List<JobRun> runs = new ArrayList<>();
    final List<JobNotice> notices = new ArrayList<>();
    final Deque<Runnable> held = new ArrayDeque<>();
    SchedulerSettings settings = SchedulerSettings.defaults(ZoneOffset.UTC);
    Executor workers = Runnable::run;
    Database database;
    RunStore store;
    JobCatalog catalog;
    Scheduler scheduler;

    Night(Path home, String now) {
        this.home = home;
        this.clock = new MovableClock(now);
        start(Owner.ofThisProcess());
    }

    /** As a new process would: nothing but the files is left. */
    void restart() {
        close();
        start(Owner.ofThisProcess());
    }

    /** From here on, as a process that will be found dead. */
    void asDoomedProcess() {
        close();
        start(new Owner("elsewhere", 1, 0));
    }

    void zone(String zone) {
        settings = new SchedulerSettings(ZoneId.of(zone), 8, true, Duration.ofHours(24), 50, Duration.ofMinutes(15));
        restart();
    }

    void settings(int parallel, boolean catchUp, Duration window) {
        settings = new SchedulerSettings(ZoneOffset.UTC, parallel, catchUp, window, 50, Duration.ofMinutes(15));
        restart();
    }

    /** Keeps runs back until the test performs them. */
    void hold() {
        workers = held::add;
        restart();
    }

    void job(String name, String schedule) {
        job(name, schedule, "15m");
    }

    void job(String name, String schedule, String timeout) {
        catalog.create(Map.of("name", name, "schedule", schedule, "timeout", timeout));
        scheduler.tick();
    }

    Instant at(String time) {
        clock.set(Instant.parse(time));
        return scheduler.tick();
    }

    /** Ticks whenever the scheduler asks for it, up to that time. */
    void until(Instant end) {
        Instant next = scheduler.tick();
        while (next.isBefore(end)) {
            clock.set(next);
            next = scheduler.tick();
        }
        scheduler.tick();
        clock.set(end);
    }

    void until(String end) {
        until(Instant.parse(end));
    }

    List<RunState> states(String job) {
        return store.recent(catalog.get(job).id(), 100).stream().map(Run::state).toList();
    }

    private void start(Owner owner) {
        database = Database.open(home.resolve("state.db"));
        store = new RunStore(database, owner);
        catalog = JobCatalog.open(home.resolve("cron").resolve("jobs.json"), clock, settings.zone());
        scheduler = new Scheduler(
                database, store, catalog, home.resolve("output"), this::perform, this, settings, clock, workers);
    }

    private RunResult perform(JobRun run) throws InterruptedException {
        ran.add(run.job().name() + " " + run.scheduled());
        runs.add(run);
        JobBody body = bodies.getOrDefault(run.job().name(), any -> RunResult.quiet(RunFacts.lookedAt("3 nodes")));
        return body.run(run);
    }

    @Override
    public void notice(JobNotice notice) {
        notices.add(notice);
    }

    List<JobNotice.Kind> told() {
        return notices.stream().map(JobNotice::kind).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
