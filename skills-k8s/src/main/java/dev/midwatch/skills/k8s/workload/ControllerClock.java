package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * By which clock the CronJob controller reads a schedule that names no zone: by that of its host, which is UTC in a container, and local
 * time where it is a program of the host, as in k3s. Nothing in the API says so; the moments at which it started CronJobs do.
 *
 * @param offsets from UTC that fit the most of these moments; all there are if none tells anything
 */
record ControllerClock(List<ZoneOffset> offsets) {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final List<ZoneOffset> ALL = IntStream.rangeClosed(-12 * 4, 14 * 4)
            .mapToObj(quarters -> ZoneOffset.ofTotalSeconds((int) QUARTER.toSeconds() * quarters))
            .toList();
    /** A start of long ago may be of another season. */
    private static final Duration OF_NOW = Duration.ofDays(2);

    static ControllerClock of(CheckContext context, Collection<KubeObject> cronJobs) {
        Map<ZoneOffset, Integer> votes = new LinkedHashMap<>();
        ALL.forEach(offset -> votes.put(offset, 0));
        for (KubeObject cronJob : cronJobs) {
            Optional<Instant> start =
                    started(cronJob).filter(moment -> context.age(moment).compareTo(OF_NOW) < 0);
            start.ifPresent(
                    moment -> fitting(cronJob, moment, ALL).forEach(offset -> votes.merge(offset, 1, Integer::sum)));
        }
        int most = votes.values().stream().max(Integer::compare).orElse(0);
        return new ControllerClock(
                ALL.stream().filter(offset -> votes.get(offset) == most).toList());
    }

    private static Optional<Instant> started(KubeObject cronJob) {
        return cronJob.at("status.lastScheduleTime").time();
    }

    private static List<ZoneOffset> fitting(KubeObject cronJob, Instant start, List<ZoneOffset> offsets) {
        try {
            CronExpression schedule = CronExpression.of(cronJob);
            return schedule.hasZone()
                    ? List.of()
                    : offsets.stream()
                            .filter(offset -> schedule.in(offset).occursAt(start))
                            .toList();
        } catch (IllegalArgumentException notUnderstood) {
            // It is told as such, and was never started by it.
            return List.of();
        }
    }

    /** The ways in which the controller may read this schedule. */
    List<CronExpression> readings(KubeObject cronJob, CronExpression schedule) {
        if (schedule.hasZone()) {
            return List.of(schedule);
        }
        List<ZoneOffset> own = ownOffsets(cronJob, offsets);
        // It was last started in another season, or its schedule was another: either clock may be meant.
        List<ZoneOffset> all = own.isEmpty()
                ? Stream.concat(offsets.stream(), ownOffsets(cronJob, ALL).stream())
                        .distinct()
                        .toList()
                : own;
        return all.stream().map(schedule::in).toList();
    }

    private static List<ZoneOffset> ownOffsets(KubeObject cronJob, List<ZoneOffset> among) {
        return started(cronJob).map(start -> fitting(cronJob, start, among)).orElse(List.of());
    }
}
