package dev.midwatch.benchmarks;

import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Fills a store as years of a bad cluster and a talkative model would. */
final class FullStore {
    private static final String FINDING = """
            {"reason": "CrashLoopBackOff", "severity": "%1$s", "subject": %2$s, "owner": %2$s, "cause_class": "workload",
             "summary": "Container app of Pod shop-%3$d keeps crashing", "cause": "it exits with 1 after 12 s", "evidence":
             {"last exit": "1 Error", "log": "panic: no usable database connection after 3 attempts"}, "depends_on": [],
             "look": "kubectl -n ns-%4$d logs shop-%3$d --previous", "sustained": "PT0S"}""";
    private static final String OBJECT =
            "{\"api_version\": \"apps/v1\", \"kind\": \"Deployment\", \"namespace\": \"ns-%d\", \"name\": \"shop-%d\", \"uid\": \"\"}";
    private static final String[] SEVERITIES = {"critical", "warning", "warning", "info"};

    private FullStore() {}

    /** usage: FILE FINDINGS TURNS */
    public static void main(String[] arguments) {
        fill(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    /** Every second finding is explained by the one before it; each session has 50 turns. */
    static void fill(Path file, int findings, int turns) {
        Instant now = Instant.now();
        try (Database store = Database.open(file)) {
            store.inTransaction(() -> {
                for (int i = 0; i < findings; i++) {
                    String object = OBJECT.formatted(i % 100, i);
                    store.update(
                            "INSERT INTO findings (fingerprint, plugin, checks, finding, affected, caused_by, first_seen, last_seen,"
                                    + " cycles, changes) VALUES (?, 'kubernetes', 'pod-crash-loop', ?, 3, ?, ?, ?, 100, '')",
                            fingerprint(i),
                            FINDING.formatted(SEVERITIES[i % 4], object, i, i % 100),
                            i % 2 == 1 ? fingerprint(i - 1) : null,
                            now.minus(Duration.ofMinutes(i)),
                            now);
                }
            });
            store.inTransaction(() -> {
                for (int i = 0; i < turns; i++) {
                    if (i % 50 == 0) {
                        store.update(
                                "INSERT INTO session (id, title, origin, started) VALUES (?, 'conversation', 'discord:1', ?)",
                                "s-" + i / 50,
                                now.minus(Duration.ofMinutes(i)));
                    }
                    store.update(
                            "INSERT INTO turn (session, role, text, at) VALUES (?, ?, ?, ?)",
                            "s-" + i / 50,
                            i % 2 == 0 ? "USER" : "ASSISTANT",
                            "What does the pod shop-%d say, and why does it restart every %d minutes?"
                                    .formatted(i, i % 60),
                            now.minus(Duration.ofMinutes(i)));
                }
            });
        }
    }

    private static String fingerprint(int i) {
        return "%016x".formatted(i * 0x9e3779b97f4a7c15L);
    }
}
