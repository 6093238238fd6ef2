package dev.midwatch.attacks;

import dev.midwatch.simulator.http.AccessLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays an attack and says what came of it by what the API server saw and what left. */
final class Judge {
    private static final String REVIEWS = "/apis/auth(entication|orization)\\.k8s\\.io/.*";

    /** Until pods that were replaced run again, for the next attack. */
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private static final String WRITES_BY_GET = ".*/(exec|attach|portforward|proxy)(/.*)?";

    private final Arena arena;

    Judge(Arena arena) {
        this.arena = arena;
    }

    /** What went wrong; empty if the defences held. */
    List<String> play(Attack attack) throws Exception {
        arena.reset();
        long mark = arena.log().size();
        attack.script().play(arena);
        List<AccessLog.Entry> seen = arena.log().since(mark).stream()
                .filter(entry -> !entry.target().matches(REVIEWS))
                .toList();
        List<String> problems = new ArrayList<>(writes(seen, attack.expected()));
        if (attack.silent()) {
            seen.forEach(entry -> problems.add("a request was made: " + entry));
        }
        problems.addAll(leaks("what was told", arena.news()));
        if (!attack.expected().isEmpty() || !problems.isEmpty()) {
            arena.simulation.advance(SETTLED);
        }
        return problems;
    }

    private static List<String> writes(List<AccessLog.Entry> seen, List<String> expected) {
        List<String> problems = new ArrayList<>();
        List<String> missing = new ArrayList<>(expected);
        for (AccessLog.Entry entry : seen) {
            String line = entry.method() + " " + entry.target().replaceFirst("\\?.*", "");
            boolean reads = entry.method().equals("GET") && !line.matches(WRITES_BY_GET);
            if (reads || entry.target().contains("dryRun=All")) {
                continue;
            }
            if (missing.stream()
                    .filter(line::matches)
                    .findFirst()
                    .map(missing::remove)
                    .isEmpty()) {
                problems.add("an unauthorised write: " + entry);
            }
        }
        missing.forEach(one -> problems.add("an authorised write did not happen: " + one));
        return problems;
    }

    static List<String> leaks(String way, String text) {
        List<String> leaks = new ArrayList<>();
        for (String canary : World.CANARIES) {
            for (String form : World.forms(canary)) {
                int at = text.indexOf(form);
                if (at >= 0) {
                    leaks.add("a secret in %s: %s"
                            .formatted(way, text.substring(Math.max(0, at - 80), at + form.length())));
                }
            }
        }
        return leaks;
    }
}
