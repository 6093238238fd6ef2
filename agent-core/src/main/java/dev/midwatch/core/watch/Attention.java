package dev.midwatch.core.watch;

import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * When each check is to look: soon after something changed that it lists, and then for some minutes again and again, since some conditions
 * count only when they have lasted. After each look it rests, the longer the more the look cost.
 */
final class Attention {
    /** What belongs together changes together. */
    static final Duration GATHERED = Duration.ofMillis(300);

    static final Duration SHORTEST_REST = Duration.ofMillis(1500);
    static final Duration LONGEST_REST = Duration.ofSeconds(10);
    /** Looks may take this part of the time: one in a hundred. */
    static final int REST_FOR_WORK = 100;

    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    static final Duration LIVELY = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private final Map<String, Watched> checks = new HashMap<>();

    private static final class Watched {
        private final Set<ResourceType> types;
        private Optional<Long> changed = Optional.empty();
        private long livelyUntil;
        private long looked;
        private long rests;

        private Watched(Set<ResourceType> types, long now) {
            this.types = types;
            this.livelyUntil = now;
            this.looked = now;
            this.rests = now;
        }

        /** How long until it is to look; empty if there is nothing to look for. */
        private Optional<Long> left(long now) {
            Optional<Long> again =
                    livelyUntil - now > 0 ? Optional.of(looked + LOOK_AGAIN.toNanos() - now) : Optional.empty();
            return changed.map(since -> since + GATHERED.toNanos() - now)
                    .map(soon -> Math.min(soon, again.orElse(soon)))
                    .or(() -> again)
                    .map(left -> Math.max(left, rests - now));
        }
    }

    /** @param checks what each of them lists */
    Attention(Map<String, Set<ResourceType>> checks, LongSupplier nanos) {
        this.nanos = nanos;
        long now = nanos.getAsLong();
        checks.forEach((name, types) -> this.checks.put(name, new Watched(types, now)));
    }

    synchronized void changed(ResourceType type) {
        long now = nanos.getAsLong();
        checks.values().stream().filter(one -> one.types.contains(type)).forEach(one -> {
            one.changed = one.changed.or(() -> Optional.of(now));
            one.livelyUntil = now + LIVELY.toNanos();
        });
        notifyAll();
    }

    /** They looked, and it was so much work. */
    synchronized void looked(Set<String> names, Duration work) {
        long now = nanos.getAsLong();
        Duration earned = work.multipliedBy(REST_FOR_WORK);
        Duration least = earned.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : earned;
        long rest = (least.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : least).toNanos();
        names.stream().map(checks::get).forEach(one -> {
            one.looked = now;
            one.rests = now + rest;
        });
    }

    /** What they found could not be told yet. */
    synchronized void unfinished(Set<String> names) {
        long until = nanos.getAsLong() + LIVELY.toNanos();
        names.stream().map(checks::get).forEach(one -> one.livelyUntil = until);
    }

    /** Those that are to look now, for what has changed until now. */
    synchronized Set<String> due() {
        long now = nanos.getAsLong();
        Set<String> due = checks.entrySet().stream()
                .filter(one ->
                        one.getValue().left(now).filter(left -> left <= 0).isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        due.stream().map(checks::get).forEach(one -> one.changed = Optional.empty());
        return due;
    }

    /** Waits until some are to look, and says which; none of them if the time is up before. */
    synchronized Set<String> await(Duration most) throws InterruptedException {
        long end = nanos.getAsLong() + most.toNanos();
        for (long left = left(end); left > 0; left = left(end)) {
            // One more millisecond, since less of one is not waited for.
            wait(Duration.ofNanos(left).toMillis() + 1);
        }
        return due();
    }

    private long left(long end) {
        long now = nanos.getAsLong();
        return checks.values().stream().flatMap(one -> one.left(now).stream()).reduce(end - now, Math::min);
    }
}
