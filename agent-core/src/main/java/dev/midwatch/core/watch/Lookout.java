package dev.midwatch.core.watch;

import dev.midwatch.api.Job.When;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.CheckRunner;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.Observed;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.check.TrendStore;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.Mirror;
import dev.midwatch.core.kube.SnapshotScope;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the cluster for a watch that goes on, and has what is urgent told at once: when something changes that urgent checks list, they
 * look, and only if they find what nobody knows yet, the jobs that name them run before their time. A look that finds nothing new leaves
 * no trace but what it measures, and costs the server nothing: a check that lists what is not followed just now waits for its job.
 */
public final class Lookout implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);
    /** So often what urgent checks list is read also if it is not followed: perhaps it can be by now. */
    private static final Duration ANEW = Duration.ofMinutes(10);

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Cluster cluster;
    private final SnapshotScope scope;
    private final Cycle cycle;
    private final CheckCatalog checks;
    private final JobCatalog jobs;
    private final Scheduler scheduler;
    private final Novelties novelties;
    private final OutOfTurn outOfTurn = new OutOfTurn(System::nanoTime);
    private Thread thread;
    private volatile boolean closed;

    public Lookout(
            Cluster cluster,
            SnapshotScope scope,
            Cycle cycle,
            TrendStore trends,
            CheckCatalog checks,
            JobCatalog jobs,
            FindingLedger ledger,
            RunStore runs,
            Scheduler scheduler) {
        this.cluster = cluster;
        this.scope = scope;
        this.cycle = cycle.keeping(trends);
        this.checks = checks;
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.novelties = new Novelties(ledger, runs::isGoing);
    }

    /** From now on; begun again where other checks have come: what they list is followed too. */
    public synchronized void begin() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
        List<RegisteredCheck> all = checks.all().stream().filter(cycle::unasked).toList();
        Map<String, Set<ResourceType>> urgent = new HashMap<>();
        all.stream().filter(one -> one.check().urgent()).forEach(one -> urgent.put(one.name(), lists(List.of(one))));
        Set<ResourceType> types =
                lists(all.stream().filter(one -> one.check().urgent()).toList());
        Mirror mirror = cluster.follow(CheckRunner.needs(all), types, scope);
        if (urgent.isEmpty()) {
            return;
        }
        Attention attention = new Attention(urgent, System::nanoTime);
        mirror.onChange(attention::changed);
        thread = new Thread(() -> keep(attention, Set.copyOf(urgent.keySet())), "lookout");
        thread.setDaemon(true);
        thread.start();
    }

    private static Set<ResourceType> lists(List<RegisteredCheck> some) {
        return some.stream()
                .flatMap(one -> one.check().permissions().stream())
                .filter(one -> one.verb() == Verb.LIST && one.subresource().isEmpty())
                .map(Permission::type)
                .collect(Collectors.toSet());
    }

    private void keep(Attention attention, Set<String> urgent) {
        try {
            long anew = System.nanoTime();
            while (!closed) {
                Duration left = Duration.ofNanos(Math.max(0, anew - System.nanoTime()));
                Set<String> due = attention.await(left);
                boolean all = due.isEmpty();
                if (all) {
                    anew = System.nanoTime() + ANEW.toNanos();
                }
                look(attention, all ? urgent : due, all);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param asking whether what is not followed is read nevertheless */
    private void look(Attention attention, Set<String> due, boolean asking) {
        long from = CPU.getCurrentThreadCpuTime();
        try {
            List<RegisteredCheck> some = checks.all().stream()
                    .filter(one -> due.contains(one.name()) && cycle.unasked(one))
                    .filter(one -> teller(one.name()).isPresent())
                    .toList();
            Optional<CheckReport> report = some.isEmpty()
                    ? Optional.empty()
                    : asking ? Optional.of(cycle.lookInBetween(some)) : cycle.glance(some);
            if (report.isPresent() && !tell(report.get())) {
                attention.unfinished(due);
            }
        } catch (RuntimeException | Error e) {
            // The jobs' own times come nevertheless.
            log.error("what is urgent could not be looked for", e);
            attention.unfinished(due);
        }
        attention.looked(due, Duration.ofNanos(asking ? 0 : CPU.getCurrentThreadCpuTime() - from));
    }

    /** Whether all that nobody knew is in a run that has ended; the rest is looked for again. */
    private boolean tell(CheckReport report) {
        Map<JobDefinition, List<Observed>> news = novelties.in(report).stream()
                .filter(one -> teller(one).isPresent())
                .collect(Collectors.groupingBy(one -> teller(one).orElseThrow()));
        news.forEach((job, some) -> run(job).ifPresent(run -> some.forEach(one -> novelties.taken(one, run))));
        return news.isEmpty() && !novelties.areOpen();
    }

    private Optional<JobDefinition> teller(Observed one) {
        return one.checks().stream().map(this::teller).flatMap(Optional::stream).findFirst();
    }

    /** The job that tells what a check finds. One that speaks also of nothing has its hours, and so may any other. */
    private Optional<JobDefinition> teller(String check) {
        return jobs.jobs().stream()
                .filter(job -> job.enabled() && job.when() == When.ON_FINDINGS)
                .filter(scheduler::mayRunForChange)
                .filter(job -> checks.named(job.checks(), cycle::unasked).stream()
                        .anyMatch(one -> one.name().equals(check)))
                .findFirst();
    }

    private Optional<Long> run(JobDefinition job) {
        if (!outOfTurn.allowed(job.id())) {
            return Optional.empty();
        }
        Optional<Long> begun = scheduler.runForChange(job.name());
        begun.ifPresent(run -> {
            outOfTurn.ran(job.id());
            log.info("{} runs before its time: something urgent has changed", job.name());
        });
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
