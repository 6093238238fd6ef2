package dev.midwatch.core.watch;

import dev.midwatch.api.Job.When;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.Mirror;
import dev.midwatch.core.kube.SnapshotScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the cluster for a watch that goes on, and has what is urgent told at once: when something changes that urgent checks list, they
 * look, and only if they find what nobody knows yet, the jobs that name them run before their time. A look that finds nothing new leaves
 * no trace.
 */
public final class Lookout implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);
    /** What belongs together changes together. */
    private static final Duration GATHERED = Duration.ofMillis(300);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Looks may take this part of the time: one in a hundred. */
    private static final int REST_FOR_WORK = 100;

    /** Some conditions count only when they have lasted; nothing else changes then. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private static final int LOOKS_AGAIN = 40;

    private final Cluster cluster;
    private final SnapshotScope scope;
    private final Cycle cycle;
    private final CheckCatalog checks;
    private final JobCatalog jobs;
    private final Scheduler scheduler;
    private final Novelties novelties;
    private final OutOfTurn outOfTurn = new OutOfTurn(System::nanoTime);
    private final Semaphore changed = new Semaphore(0);
    private Thread thread;
    private volatile boolean closed;

    public Lookout(
            Cluster cluster,
            SnapshotScope scope,
            Cycle cycle,
            CheckCatalog checks,
            JobCatalog jobs,
            FindingLedger ledger,
            Scheduler scheduler) {
        this.cluster = cluster;
        this.scope = scope;
        this.cycle = cycle;
        this.checks = checks;
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.novelties = new Novelties(ledger);
    }

    /** From now on. */
    public synchronized void begin() {
        List<RegisteredCheck> all =
                checks.all().stream().filter(one -> !one.check().lint()).toList();
        Mirror mirror = cluster.follow(CheckRunner.needs(all), scope);
        if (all.stream().noneMatch(one -> one.check().urgent())) {
            return;
        }
        Set<ResourceType> types = all.stream()
                .filter(one -> one.check().urgent())
                .flatMap(one -> one.check().permissions().stream())
                .filter(one -> one.verb() == Verb.LIST)
                .map(Permission::type)
                .collect(Collectors.toSet());
        mirror.onChange(type -> {
            if (types.contains(type)) {
                changed.release();
            }
        });
        thread = new Thread(this::keep, "lookout");
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        try {
            int again = LOOKS_AGAIN;
            while (!closed) {
                long from = System.nanoTime();
                boolean unfinished = look();
                pause(Duration.ofNanos(System.nanoTime() - from));
                boolean news = again > 0 ? changed.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS) : acquire();
                again = news || unfinished ? LOOKS_AGAIN : again - 1;
                if (news) {
                    TimeUnit.NANOSECONDS.sleep(GATHERED.toNanos());
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean acquire() throws InterruptedException {
        changed.acquire();
        return true;
    }

    private static void pause(Duration work) throws InterruptedException {
        Duration earned = work.multipliedBy(REST_FOR_WORK);
        Duration least = earned.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : earned;
        TimeUnit.NANOSECONDS.sleep((least.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : least).toNanos());
    }

    /** Whether to look again also if nothing changes: there is no job to tell anything, or none could be made to yet. */
    private boolean look() {
        try {
            List<RegisteredCheck> urgent = checks.all().stream()
                    .filter(one -> one.check().urgent() && !one.check().lint())
                    .filter(one -> teller(one.name()).isPresent())
                    .toList();
            return urgent.isEmpty() || !tell(cycle.glance(urgent));
        } catch (RuntimeException e) {
            // The jobs' own times come nevertheless.
            log.error("what is urgent could not be looked for", e);
            return true;
        }
    }

    /** What could not be told now is news again at the next look. */
    private boolean tell(CheckReport report) {
        boolean told = novelties.in(report).stream()
                .flatMap(one -> one.checks().stream())
                .map(this::teller)
                .flatMap(Optional::stream)
                .distinct()
                .map(this::run)
                .reduce(true, Boolean::logicalAnd);
        if (told) {
            novelties.known(report);
        }
        return told;
    }

    /** The job that tells what a check finds. One that speaks also of nothing has its hours. */
    private Optional<JobDefinition> teller(String check) {
        return jobs.jobs().stream()
                .filter(job -> job.enabled() && job.when() == When.ON_FINDINGS)
                .filter(job -> checks.named(job.checks(), cycle::unasked).stream()
                        .anyMatch(one -> one.name().equals(check)))
                .findFirst();
    }

    private boolean run(JobDefinition job) {
        if (!outOfTurn.allowed(job.id())) {
            return false;
        }
        boolean begun = scheduler.runForChange(job.name()).isPresent();
        if (begun) {
            outOfTurn.ran(job.id());
            log.info("{} runs before its time: something urgent has changed", job.name());
        }
        return begun;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
