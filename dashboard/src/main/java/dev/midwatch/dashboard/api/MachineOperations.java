package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Instruments;
import dev.midwatch.dashboard.signin.Needs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What machines ask that watch over the watch. */
final class MachineOperations {
    private static final String PROMETHEUS = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final Instruments instruments;
    private final EventStream events;
    private final Needs metrics;

    /** @param metrics what the measurements need */
    MachineOperations(Instruments instruments, EventStream events, Needs metrics) {
        this.instruments = instruments;
        this.events = events;
        this.metrics = metrics;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get("/health/live", "getLiveness", "Whether ticks come.")
                                .needs(Needs.NOTHING)
                                .may(503)
                                .answers(200, "They do.", Instruments.Life.class)
                                .does(call -> live()),
                        Operation.get("/health/ready", "getReadiness", "Whether the watch can do its work.")
                                .needs(Needs.NOTHING)
                                .may(503)
                                .answers(200, "It can.", Instruments.Readiness.class)
                                .does(call -> ready()),
                        Operation.get("/metrics", "getMetrics", "Everything measured, as Prometheus reads it.")
                                .needs(metrics)
                                .may(503)
                                .answers(200, "The measurements.", PROMETHEUS)
                                .alsoAs(OPEN_METRICS)
                                .does(this::measured),
                        Operation.get(
                                        "/api/events",
                                        "listenToEvents",
                                        "What has changed, as server-sent events named changed, with their topics; the first"
                                                + " names all of them.")
                                .may(503)
                                .answers(200, "Events, until you go.", EventStream.TYPE)
                                .does(events::open))
                .map(operation -> operation.topic("Machines"))
                .toList();
    }

    private Reply live() {
        Instruments.Life life = instruments.life();
        if (!life.alive()) {
            throw new ProblemException(503, "not-alive", life.why());
        }
        return Reply.of(life);
    }

    private Reply ready() {
        Instruments.Readiness readiness = instruments.readiness();
        if (!readiness.ready()) {
            throw new ProblemException(
                    503,
                    "not-ready",
                    "The watch cannot do its work.",
                    readiness.reasons().stream().map(Fault::because).toList());
        }
        return Reply.of(readiness);
    }

    private Reply measured(Call call) {
        String accept = Optional.ofNullable(call.context().header("Accept")).orElse("");
        Instruments.Measured measured = instruments.measured(accept);
        return Reply.text(200, measured.contentType(), measured.text());
    }
}
