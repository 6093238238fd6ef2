package dev.midwatch.cli;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.Person;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.AuditChain;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.chat.Conversations;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.simulator.scenario.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The story of one middle watch, midnight to four, on a clock that runs fast. */
final class Demo {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration STORY = Duration.ofMinutes(239);
    private static final double USUAL_SPEED = 8;
    private static final int PATIENCE_SECONDS = 25;
    /** Somebody who reads the page is not hurried. */
    private static final int PATIENCE_WITH_READERS_SECONDS = 600;

    private static final int MOST_COUNTS = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final Kernel kernel;
    private final Simulated simulated;
    private final Scenario scenario;
    private final Terminal terminal;
    private final DemoPage page;
    private final boolean attended;
    private final Double speed;
    private final Clock clock;
    private final RunStore runs;
    private int silent;
    private int delivered;

    /** @param speed simulated minutes a second; null: what suits the audience */
    Demo(
            Kernel kernel,
            Simulated simulated,
            Scenario scenario,
            Terminal terminal,
            DemoPage page,
            boolean attended,
            Double speed) {
        this.kernel = kernel;
        this.simulated = simulated;
        this.scenario = scenario;
        this.terminal = terminal;
        this.page = page;
        this.attended = attended;
        this.speed = speed;
        this.clock = simulated.simulation().clock();
        this.runs = kernel.get(RunStore.class);
    }

    int play() throws InterruptedException {
        Instant start = clock.instant();
        deliverHere();
        prologue();
        kernel.get(Scheduler.class).tick();
        Instant end = start.plus(STORY);
        while (clock.instant().isBefore(end)) {
            Instant before = clock.instant();
            simulated.simulation().advance(STEP);
            backstage(start, before);
            watch();
            decide();
            pause();
        }
        handover();
        return epilogue(start);
    }

    private void deliverHere() {
        JobCatalog jobs = kernel.get(JobCatalog.class);
        jobs.jobs().forEach(job -> jobs.edit(job.name(), Map.of("deliver", "console")));
    }

    private void prologue() {
        terminal.line(terminal.bold("Midwatch")
                + " · a middle watch on a simulated three-node cluster, midnight to four, on a fast clock");
        terminal.line(
                terminal.dim("Seven jobs watch it, as they would watch yours. While all is well you hear nothing."));
        page.address()
                .ifPresent(
                        address -> terminal.line("Follow it on the page, and decide there: " + terminal.bold(address)));
        terminal.line("");
    }

    /** What the audience sees and Midwatch does not: what is being broken. */
    private void backstage(Instant start, Instant before) {
        for (Step step : scenario.timeline()) {
            Instant at = start.plus(step.at());
            if (at.isAfter(before) && !at.isAfter(clock.instant())) {
                silence();
                terminal.line(terminal.dim("  %s  backstage: %s".formatted(TIME.format(at), describe(step))));
                terminal.line("");
            }
        }
    }

    private static String describe(Step step) {
        return switch (step.action()) {
            case "crash" -> step.arguments().path("workload").asText() + " begins to crash";
            case "node-not-ready" -> "node " + step.arguments().path("node").asText() + " stops answering";
            case "secret-missing" ->
                "a deploy of " + step.arguments().path("workload").asText() + " refers to a Secret nobody made";
            case "certificate" ->
                "certificate " + step.arguments().path("certificate").asText() + " cannot be renewed";
            case "argocd" ->
                "Argo CD cannot sync " + step.arguments().path("application").asText();
            default -> step.action();
        };
    }

    private void watch() {
        long last = runs.recent(1).stream().findFirst().map(Run::id).orElse(0L);
        kernel.get(Scheduler.class).tick();
        kernel.get(Verifier.class).look();
        List<Run> fresh =
                runs.recent(50).stream().filter(run -> run.id() > last).toList();
        silent += (int)
                fresh.stream().filter(run -> run.state() == RunState.QUIET).count();
        speak();
    }

    private void speak() {
        int waiting = kernel.get(Outbox.class).open().size();
        if (waiting == 0) {
            return;
        }
        silence();
        terminal.line(terminal.bold("── %s ".formatted(TIME.format(clock.instant())) + "─".repeat(72)));
        kernel.get(Couriers.class).deliverDue();
        delivered += waiting;
    }

    /** How much silence there was since the last word. */
    private void silence() {
        if (silent > 0) {
            terminal.line(terminal.dim("  %s  %d %s, nothing to tell"
                    .formatted(TIME.format(clock.instant()), silent, silent == 1 ? "run" : "runs")));
            silent = 0;
        }
    }

    /** A person at the terminal may answer; with nobody there, or no answer, the demo approves through the console's own inbox. */
    private void decide() throws InterruptedException {
        Optional<Proposal> waiting = waiting();
        if (waiting.isEmpty()) {
            return;
        }
        if (attended || page.address().isPresent()) {
            terminal.line(terminal.yellow("%s (the watch waits %d s, longer while somebody looks at the page) "
                    .formatted(
                            attended ? "Type the number of your answer and press Enter" : "Decide on the page",
                            PATIENCE_SECONDS)));
            awaitDecision();
            if (waiting().isEmpty()) {
                decided(waiting.get().id());
            }
        }
        waiting().ifPresent(proposal -> {
            String answer = kernel.get(Conversations.class)
                    .decide(new Decision("approve:" + proposal.id(), "console", Person.of("demo", "demo")));
            terminal.line(terminal.dim("  %s  you approve %s".formatted(TIME.format(clock.instant()), proposal.id())));
            terminal.line("  " + terminal.green(answer));
            terminal.line("");
        });
    }

    private void awaitDecision() throws InterruptedException {
        for (int second = 0; waiting().isPresent(); second++) {
            if (second >= (page.isLookedAt() ? PATIENCE_WITH_READERS_SECONDS : PATIENCE_SECONDS)) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void decided(String id) {
        new ProposalStore(kernel.get(Database.class))
                .find(id)
                .ifPresent(proposal -> terminal.line(terminal.dim("  %s  %s is %s by %s"
                        .formatted(
                                TIME.format(clock.instant()),
                                id,
                                proposal.state(),
                                proposal.decidedBy().orElse("nobody")))));
        terminal.line("");
    }

    private Optional<Proposal> waiting() {
        return new ProposalStore(kernel.get(Database.class))
                .all().stream()
                        .filter(proposal -> proposal.state() == Proposal.State.WAITING)
                        .filter(proposal -> clock.instant().isBefore(proposal.expires()))
                        .findFirst();
    }

    private void pause() throws InterruptedException {
        double minutesASecond = speed != null ? speed : attended ? USUAL_SPEED : 0;
        if (minutesASecond > 0) {
            TimeUnit.MILLISECONDS.sleep((long) (1000 / minutesASecond));
        }
    }

    /** The watch ends with the two jobs of every morning: the certificates, and the report that is always delivered. */
    private void handover() {
        for (String job : List.of("cert-expiry", "daily-cluster-report")) {
            kernel.get(JobCatalog.class)
                    .find(job)
                    .map(JobDefinition::name)
                    .ifPresent(kernel.get(Scheduler.class)::runNow);
            speak();
        }
    }

    private int epilogue(Instant start) throws InterruptedException {
        silence();
        List<Run> all = runs.recent(10_000);
        long quiet = all.stream().filter(run -> run.state() == RunState.QUIET).count();
        long tokens = all.stream()
                .mapToLong(run -> run.facts().tokensIn() + run.facts().tokensOut())
                .sum();
        Cluster cluster = kernel.get(Cluster.class);
        AuditChain audit = kernel.get(Audit.class).chain();
        terminal.line("═".repeat(80));
        terminal.line(terminal.bold("The watch is over.")
                + " %s in the cluster, %d runs of %d jobs."
                        .formatted(
                                hours(Duration.between(start, clock.instant())),
                                all.size(),
                                kernel.get(JobCatalog.class).jobs().size()));
        lookedAt(all).ifPresent(what -> terminal.line("  %-24s %s".formatted("looked at", what)));
        terminal.line("  %-24s %d".formatted("messages", delivered));
        terminal.line("  %-24s %d".formatted("runs that stayed silent", quiet));
        terminal.line("  %-24s %d, %.1f MB read"
                .formatted(
                        "API requests",
                        cluster.requests().count(),
                        cluster.requests().bytes() / 1e6));
        terminal.line("  %-24s %d".formatted("tokens", tokens));
        terminal.line("  %-24s %d steps, chain %s"
                .formatted(
                        "audit",
                        audit.lines().size(),
                        audit.broken().map(broken -> "broken: " + broken).orElse("whole")));
        terminal.line("");
        terminal.line("Next: " + terminal.bold("./midwatch scan") + " looks at your own cluster; it only reads.");
        if (page.isLookedAt()) {
            terminal.line("The page stays until you close it; Ctrl-C ends it now.");
            page.awaitClosed();
        }
        return 0;
    }

    /** What the job that looks at most looked at: counts of things, most first. */
    private static Optional<String> lookedAt(List<Run> all) {
        List<String> counts = all.stream()
                .map(run -> run.facts().lookedAt().split(", "))
                .max(Comparator.comparingInt(each -> each.length))
                .stream()
                .flatMap(Stream::of)
                .filter(count -> !count.isEmpty() && !count.startsWith("0 "))
                .map(count -> count.replaceFirst("\\..*", ""))
                .sorted(Comparator.comparingInt(count -> -Integer.parseInt(count.split(" ")[0])))
                .toList();
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        String most = String.join(", ", counts.subList(0, Math.min(MOST_COUNTS, counts.size())));
        return Optional.of(counts.size() > MOST_COUNTS ? most + ", …" : most);
    }

    private static String hours(Duration time) {
        return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
}
