package dev.midwatch.core.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that claimed a run, so that another can tell whether it is still there. A process number alone does not do: in a
 * container every incarnation has the same one.
 */
record Owner(String host, long pid, long startedMillis) {
    /** The system gives the start of a process no more exactly than this. */
    private static final Duration ROUNDING = Duration.ofMillis(1500);

    static Owner ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(thisHost(), self.pid(), millis(self.info().startInstant()));
    }

    static Owner parse(String text) {
        String[] parts = text.split(" ");
        return new Owner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
        return host + " " + pid + " " + startedMillis;
    }

    /** Whether that very process runs on this host. One of another host is not: the home's lock would keep us out. */
    boolean alive() {
        return host.equals(thisHost())
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> sameStart(millis(process.info().startInstant())))
                        .isPresent();
    }

    private boolean sameStart(long other) {
        return Math.abs(startedMillis - other) <= ROUNDING.toMillis();
    }

    private static long millis(Optional<Instant> start) {
        return start.map(Instant::toEpochMilli).orElse(0L);
    }

    private static String thisHost() {
        String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) {
            return named.strip().replace(' ', '-');
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }
}
