package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Exit;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A kind of probe, and the events in which the kubelet says that one has failed. */
enum Probe {
    LIVENESS("Liveness probe ", "livenessProbe"),
    STARTUP("Startup probe ", "startupProbe"),
    READINESS("Readiness probe ", "readinessProbe");

    /** Exits of a program that was asked to stop: what it does by itself, or what the kernel does for it. */
    private static final Set<Long> ASKED_TO_STOP = Set.of(0L, 130L, 137L, 143L);
    /** A container may take its grace period to end after the probe that condemned it. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final String begins;
    private final String field;

    Probe(String begins, String field) {
        this.begins = begins;
        this.field = field;
    }

    /** The probe that an event speaks of; empty if it speaks of something else. */
    static Optional<Probe> of(Event event) {
        return Stream.of(values())
                .filter(probe -> event.message().startsWith(probe.begins + "failed")
                        || event.message().startsWith(probe.begins + "errored"))
                .findFirst();
    }

    /** The event in which the kubelet says why it killed the container; empty if it ended for another reason. */
    static Optional<Event> killOf(KubeObject pod, ContainerState container, Warnings warnings, Instant since) {
        Optional<Exit> exit = container.lastExit();
        boolean stopped = container.restarts() > 0
                && exit.filter(end -> ASKED_TO_STOP.contains(end.code()) && !end.outOfMemory())
                        .isPresent();
        if (!stopped) {
            return Optional.empty();
        }
        return warnings.about(pod.ref(), "Unhealthy")
                .filter(event -> of(event).filter(probe -> probe != READINESS).isPresent())
                .filter(event ->
                        event.container().isEmpty() || event.container().equals(container.name()))
                .filter(event -> event.seenSince(since))
                .filter(event -> precedes(event, exit.flatMap(Exit::finished)))
                .reduce((earlier, later) -> later);
    }

    private static boolean precedes(Event event, Optional<Instant> end) {
        return end.isEmpty()
                || event.first().filter(first -> first.isAfter(end.get())).isEmpty()
                        && event.seenSince(end.get().minus(GRACE));
    }

    /** For a summary: {@code liveness probe}. */
    String words() {
        return begins.strip().toLowerCase(Locale.ROOT);
    }

    /** Its key in a container's specification. */
    String field() {
        return field;
    }
}
