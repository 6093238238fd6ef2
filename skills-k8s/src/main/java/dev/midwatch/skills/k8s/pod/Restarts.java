package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often the containers of a pod were started again of late. The count alone says little: a pod of last year may have gathered
 * many. So it is how much the count grew in a day that tells; before a day of history is there, a high count and a fresh restart do.
 *
 * @param container the container that was started again most; empty if none is restarted too often
 * @param words     for the evidence: {@code 8 in 24 h}
 */
record Restarts(String container, String words) {
    private static final Restarts FEW = new Restarts("", "");
    private static final Duration DAY = Duration.ofHours(24);

    static List<Setting> settings() {
        return List.of(
                new Setting("restarts_high", 5, "restarts in 24 hours that are told when exceeded"),
                new Setting(
                        "restarts_recent",
                        Duration.ofHours(1),
                        "how recent the last restart must be while less than 24 hours of history are known"));
    }

    static Restarts of(CheckContext context, KubeObject pod, List<ContainerState> containers) {
        Optional<ContainerState> most = containers.stream().max(Comparator.comparingLong(ContainerState::restarts));
        long total = containers.stream().mapToLong(ContainerState::restarts).sum();
        if (total == 0) {
            return FEW;
        }
        Trend trend = context.trend("restarts", pod.ref(), total);
        double limit = context.number("restarts_high", pod);
        double grown = trend.increase(context.now().minus(DAY));
        if (grown > limit) {
            return new Restarts(most.get().name(), "%.0f in the last 24 h".formatted(grown));
        }
        boolean unknown = trend.span().compareTo(DAY) < 0;
        return unknown && total > limit && isFresh(context, pod, containers, limit)
                ? new Restarts(most.get().name(), total + " since the pod was made")
                : FEW;
    }

    /** Whether the last restart was a short while ago, and others cannot be long before it: the pod is young, or its last run was short. */
    private static boolean isFresh(
            CheckContext context, KubeObject pod, List<ContainerState> containers, double limit) {
        Duration apart = Duration.ofSeconds((long) (DAY.toSeconds() / Math.max(1, limit)));
        boolean young = pod.created()
                .filter(made -> context.age(made).compareTo(DAY) < 0)
                .isPresent();
        return containers.stream()
                .flatMap(container -> container.lastExit().stream())
                .filter(exit -> exit.finished()
                        .filter(end -> context.age(end).compareTo(context.duration("restarts_recent", pod)) < 0)
                        .isPresent())
                .anyMatch(exit -> young
                        || exit.lasted().filter(run -> run.compareTo(apart) < 0).isPresent());
    }
}
