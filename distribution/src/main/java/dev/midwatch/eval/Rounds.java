package dev.midwatch.eval;

import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.watch.Verifier;
import dev.midwatch.simulator.Simulation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keeps the watch with the jobs that ship, minute by minute, and hears what is delivered. */
record Rounds(Simulation simulation, Kernel kernel, ByteArrayOutputStream console) {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int ALL = 10_000;

    Said keep(Duration watch) {
        JobCatalog jobs = kernel.get(JobCatalog.class);
        jobs.jobs().forEach(job -> jobs.edit(job.name(), Map.of("deliver", "console")));
        act();
        for (Duration gone = Duration.ZERO; gone.compareTo(watch) < 0; gone = gone.plus(STEP)) {
            simulation.advance(STEP);
            act();
        }
        List<Run> runs = kernel.get(RunStore.class).recent(ALL);
        return new Said(
                console.toString(StandardCharsets.UTF_8).strip(),
                "watched",
                runs.stream().mapToLong(run -> run.facts().tokensIn()).sum(),
                runs.stream().mapToLong(run -> run.facts().tokensOut()).sum(),
                toolCalls(),
                List.of());
    }

    private void act() {
        kernel.get(Scheduler.class).tick();
        kernel.get(Verifier.class).look();
        kernel.get(Couriers.class).deliverDue();
    }

    private int toolCalls() {
        SessionDatabase sessions = kernel.get(SessionDatabase.class);
        return (int) sessions.recent(ALL).stream()
                .map(Session::id)
                .flatMap(id -> sessions.turns(id).stream())
                .filter(turn -> turn.role() == Turn.Role.TOOL)
                .count();
    }
}
