package dev.midwatch.core.view;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.audit.AuditHead;
import dev.midwatch.core.audit.AuditVerdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Whether the audit's chain holds. Following it reads every file, so that it is done by one thread at a time, not by whoever asks: they
 * wait a little, and are else shown what was seen before.
 */
final class AuditWatch {
    /** Who looks again at once is shown what was seen, unless a step was recorded since. */
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    /** A walk that takes long is followed by a rest of so many times that. */
    private static final int REST = 10;

    private static final long SHORT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long PATIENCE_MILLIS = 1_500;
    private static final int MOST_NAMES = 200;
    /** The chain is of canonical JSON, which has no spaces. */
    private static final Pattern NAME = Pattern.compile("[{,]\"step\":\"([^\"\\\\]+)\"");

    private final Audit audit;
    private final InstantSource clock;
    private Optional<Seen> last = Optional.empty();
    private Optional<FutureTask<Seen>> going = Optional.empty();

    private record Seen(AuditVerdict verdict, List<String> names, AuditHead head, Instant at, long ended, long took) {}

    AuditWatch(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    AuditState state() {
        return look().map(AuditWatch::state).orElseGet(() -> {
            AuditHead head = audit.head();
            return new AuditState(head.number(), Optional.empty(), List.of(), head.toString(), Optional.empty());
        });
    }

    List<String> names() {
        return look().map(Seen::names).orElse(List.of());
    }

    private static AuditState state(Seen seen) {
        AuditVerdict verdict = seen.verdict();
        return new AuditState(
                verdict.steps(),
                verdict.broken().map(Object::toString),
                verdict.torn(),
                verdict.head().toString(),
                Optional.of(seen.at()));
    }

    private Optional<Seen> look() {
        Optional<FutureTask<Seen>> walk = walk(audit.head());
        if (walk.isPresent()) {
            try {
                return Optional.of(walk.get().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException isLong) {
                return seen();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return seen();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof UncheckedIOException unreadable
                        ? new UncheckedIOException(unreadable.getMessage(), unreadable.getCause())
                        : new IllegalStateException(failed.getCause());
            }
        }
        return seen();
    }

    private synchronized Optional<Seen> seen() {
        return last;
    }

    /** The one that is going on, or a new one if it is time; empty if what was seen is fresh. */
    private synchronized Optional<FutureTask<Seen>> walk(AuditHead head) {
        if (going.isEmpty() && last.map(seen -> isOld(seen, head)).orElse(true)) {
            FutureTask<Seen> task = new FutureTask<>(() -> follow(head));
            Thread thread = new Thread(task, "audit-chain");
            thread.setDaemon(true);
            thread.start();
            going = Optional.of(task);
        }
        return going;
    }

    private static boolean isOld(Seen seen, AuditHead head) {
        long age = System.nanoTime() - seen.ended();
        boolean rested = seen.took() < SHORT_NANOS || age > REST * seen.took();
        return rested && (!seen.head().equals(head) || age > FRESH_NANOS);
    }

    private Seen follow(AuditHead head) {
        try {
            long start = System.nanoTime();
            Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Set<String> names = new TreeSet<>();
            AuditVerdict verdict = audit.verdict(line -> name(line, names));
            long end = System.nanoTime();
            Seen seen = new Seen(verdict, List.copyOf(names), head, at, end, end - start);
            keep(seen);
            return seen;
        } finally {
            over();
        }
    }

    private synchronized void keep(Seen seen) {
        last = Optional.of(seen);
    }

    private synchronized void over() {
        going = Optional.empty();
    }

    private static void name(String line, Set<String> names) {
        NAME.matcher(line).results().map(found -> found.group(1)).forEach(name -> {
            if (names.size() < MOST_NAMES) {
                names.add(name);
            }
        });
    }
}
