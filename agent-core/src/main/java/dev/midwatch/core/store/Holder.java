package dev.midwatch.core.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that holds a data directory.
 *
 * @param since when that process started; empty where the system does not tell
 */
public record Holder(long pid, String host, String command, Optional<Instant> since) {
    static Holder ofThisProcess(String command) {
        ProcessHandle self = ProcessHandle.current();
        return new Holder(
                self.pid(), thisHost(), command.replace('\n', ' '), self.info().startInstant());
    }

    /** As the lock file keeps it. */
    String text() {
        return "pid %d\nhost %s\ncommand %s\nsince %s\n"
                .formatted(pid, host, command, since.map(Instant::toString).orElse("-"));
    }

    /** Reads {@link #text()}; empty if the holder has not written it yet. */
    static Optional<Holder> parse(String text) {
        String[] lines = text.split("\n");
        if (lines.length < 4 || !lines[0].matches("pid \\d{1,18}")) {
            return Optional.empty();
        }
        String since = lines[3].replaceFirst("^since ", "");
        return Optional.of(new Holder(
                Long.parseLong(lines[0].substring(4)),
                lines[1].replaceFirst("^host ", ""),
                lines[2].replaceFirst("^command ", ""),
                since.startsWith("-") ? Optional.empty() : Optional.of(Instant.parse(since))));
    }

    /** For people: {@code "gateway run" (pid 4711 on nuc, since 2026-11-23T20:00:00Z)}. */
    @Override
    public String toString() {
        return "\"%s\" (pid %d on %s%s)"
                .formatted(
                        command,
                        pid,
                        host,
                        since.map(start -> ", since " + start).orElse(""));
    }

    private static String thisHost() {
        String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown host";
        }
    }
}
