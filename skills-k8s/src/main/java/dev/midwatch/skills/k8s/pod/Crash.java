package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Exit;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.util.Optional;

/** How a container fails to stay up: the decision, apart from its telling. */
enum Crash {
    LOOPING("CrashLoopBackOff", Severity.CRITICAL, "keeps crashing"),
    KILLED_AGAIN_FOR_MEMORY("OOMKilled", Severity.CRITICAL, "is killed for memory again and again"),
    KILLED_FOR_MEMORY("OOMKilled", Severity.WARNING, "was killed for memory"),
    KILLED_AGAIN_BY_PROBE("LivenessKilled", Severity.CRITICAL, "is killed by its %s again and again"),
    KILLED_BY_PROBE("LivenessKilled", Severity.INFO, "was killed by its %s and runs again"),
    OFTEN("RestartsHigh", Severity.WARNING, "is started again and again"),
    ENDED("ContainerTerminated", Severity.WARNING, "ended with an error and was not started again"),
    CRASHED("ContainerCrashed", Severity.INFO, "crashed and runs again");

    /** A run of this length clears the kubelet's count. */
    private static final Duration BACK_OFF_FORGOTTEN = Duration.ofMinutes(10);

    private static final Duration MORE_THAN_BEFORE = Duration.ofMinutes(1);

    /** Two ends within that time have to do with each other. */
    private static final Duration OF_LATE = Duration.ofHours(1);

    private final String reason;
    private final Severity severity;
    private final String words;

    Crash(String reason, Severity severity, String words) {
        this.reason = reason;
        this.severity = severity;
        this.words = words;
    }

    /** What else is known of a container: whether a probe killed it, it falls often, or it only fell with its node. */
    record Signs(boolean probe, boolean often, boolean nodeStopped) {}

    static Optional<Crash> of(CheckContext context, KubeObject pod, ContainerState container, Signs signs) {
        Optional<Exit> exit = container.lastExit();
        boolean memory = exit.filter(Exit::outOfMemory).isPresent();
        if (isLooping(context, pod, container)) {
            return Optional.of(memory ? KILLED_AGAIN_FOR_MEMORY : signs.probe ? KILLED_AGAIN_BY_PROBE : LOOPING);
        }
        if (memory && within(context, pod, exit.get(), "oom_within")) {
            return Optional.of(KILLED_FOR_MEMORY);
        }
        if (signs.probe && !signs.nodeStopped) {
            return Optional.of(KILLED_BY_PROBE);
        }
        if (container
                .ended()
                .filter(Exit::failed)
                .filter(end -> !within(context, pod, end, "ended_after"))
                .isPresent()) {
            return Optional.of(ENDED);
        }
        // A Job expects its containers to fail now and then; it says itself when it gives up.
        if (!container.isRunning() || PodOrigin.isOf(pod, "Job") || signs.nodeStopped) {
            return Optional.empty();
        }
        return signs.often
                ? Optional.of(OFTEN)
                : Optional.of(CRASHED).filter(one -> hasCrashed(context, pod, container));
    }

    private static boolean hasCrashed(CheckContext context, KubeObject pod, ContainerState container) {
        return container
                .endedBefore()
                .filter(last -> last.failed() && last.reason().equals("Error"))
                .filter(last -> within(context, pod, last, "crashed_within"))
                .isPresent();
    }

    /** Also in the moments when it runs between two crashes: it is one problem, not one that comes and goes. */
    private static boolean isLooping(CheckContext context, KubeObject pod, ContainerState container) {
        if (container.restarts() < context.number("min_restarts", pod)) {
            return false;
        }
        return container.waitingFor().equals(Waits.CRASH_LOOP)
                || container.waitingFor().isEmpty()
                        && !(container.isRunning() && PodOrigin.isOf(pod, "Job"))
                        && isBetweenCrashes(context, container);
    }

    /** Whether it failed a short while ago after a short run, and has not held out for clearly longer since. */
    static boolean isBetweenCrashes(CheckContext context, ContainerState container) {
        return container
                .lastExit()
                .filter(Exit::failed)
                .filter(last ->
                        last.finished().filter(end -> isShort(context.age(end))).isPresent())
                .flatMap(Exit::lasted)
                .filter(Crash::isShort)
                .filter(before -> !holdsOut(context, container, before))
                .isPresent();
    }

    private static boolean holdsOut(CheckContext context, ContainerState container, Duration before) {
        return container
                .runningSince()
                .filter(start ->
                        context.age(start).compareTo(before.multipliedBy(2).plus(MORE_THAN_BEFORE)) >= 0)
                .isPresent();
    }

    private static boolean isShort(Duration run) {
        return run.compareTo(BACK_OFF_FORGOTTEN) < 0;
    }

    private static boolean within(CheckContext context, KubeObject pod, Exit exit, String setting) {
        return exit.finished()
                .filter(end -> context.age(end).compareTo(context.duration(setting, pod)) < 0)
                .isPresent();
    }

    String reason() {
        return reason;
    }

    /** What happened more than once of late is not a slip any more. */
    Severity severity(ContainerState container) {
        boolean again = container.restarts() > 1
                && container
                        .lastExit()
                        .flatMap(Exit::lasted)
                        .filter(run -> run.compareTo(OF_LATE) < 0)
                        .isPresent();
        return (this == CRASHED || this == KILLED_BY_PROBE) && again ? Severity.WARNING : severity;
    }

    /** For a summary: {@code keeps crashing}. */
    String words(String probe) {
        return words.formatted(probe);
    }

    /** Whether it has not stayed up since it was last ready. */
    boolean goesOn() {
        return severity == Severity.CRITICAL;
    }

    /** Whether a fresh start may bring it up: it is down, or keeps falling. */
    boolean mayStartAfresh() {
        return this == LOOPING || this == ENDED || this == OFTEN;
    }

    boolean byProbe() {
        return this == KILLED_BY_PROBE || this == KILLED_AGAIN_BY_PROBE;
    }

    boolean forMemory() {
        return this == KILLED_FOR_MEMORY || this == KILLED_AGAIN_FOR_MEMORY;
    }
}
