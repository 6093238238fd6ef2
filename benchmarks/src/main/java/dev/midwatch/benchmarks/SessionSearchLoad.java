package dev.midwatch.benchmarks;

import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Fills a store with a million turns, whose words are as common as words are (Zipf), and searches it.
 *
 * <p>Sessions have 50 turns on average and several go on at a time, so that their turns are interleaved as those of channels are.
 */
final class SessionSearchLoad {
    private static final int VOCABULARY = 50_000;
    private static final int SIDE_BY_SIDE = 20;
    private static final int SEARCHES = 400;
    private static final int BATCH = 10_000;
    private static final int FOUND = 20;

    private final Random random = new Random(42);
    private final double[] share = shares();
    private final String[] words = words();

    private SessionSearchLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int turns = Integer.parseInt(arguments[1]);
        new SessionSearchLoad().run(file, turns);
    }

    private void run(Path file, int turns) throws Exception {
        try (Database store = Database.open(file)) {
            long begun = System.nanoTime();
            if (new SessionDatabase(store, Clock.systemUTC()).count() == 0) {
                fill(store, turns);
                new SessionDatabase(store, Clock.systemUTC()).tidy();
            }
            System.out.printf(
                    "%,d turns in %.0f s, %,d MB%n", turns, (System.nanoTime() - begun) / 1e9, Files.size(file) >> 20);
            SessionDatabase sessions = new SessionDatabase(store, Clock.systemUTC());
            // The compiler's part, not the search's.
            measure(sessions, "warming up", () -> words[random.nextInt(VOCABULARY)]);
            measure(sessions, "a word in most turns", () -> words[random.nextInt(3)]);
            measure(sessions, "a common word (1 of the 100 commonest)", () -> words[random.nextInt(100)]);
            measure(sessions, "a word of middling rank", () -> words[100 + random.nextInt(4_900)]);
            measure(sessions, "a rare word", () -> words[40_000 + random.nextInt(10_000)]);
            measure(sessions, "the name of a pod", () -> pod(random.nextInt(turns / 10)));
            measure(sessions, "three words as people say them", () -> word() + " " + word() + " " + word());
            measure(sessions, "eight words as people say them", () -> sentence(8));
            measure(
                    sessions,
                    "three common words",
                    () -> words[random.nextInt(50)] + " " + words[random.nextInt(50)] + " "
                            + words[random.nextInt(50)]);
            measure(
                    sessions,
                    "a rare word and a common one",
                    () -> words[40_000 + random.nextInt(10_000)] + " " + words[random.nextInt(20)]);
            measure(
                    sessions,
                    "two words that are seldom in one session",
                    () -> words[2_000 + random.nextInt(3_000)] + " " + words[2_000 + random.nextInt(3_000)]);
            measure(
                    sessions,
                    "two common words joined by a dash",
                    () -> words[random.nextInt(50)] + "-" + words[random.nextInt(50)]);
            measure(sessions, "a word that was never said", () -> "never" + random.nextInt(1_000_000));
            measure(sessions, "a common word and one never said", () -> words[random.nextInt(20)] + " neversaid");
        }
    }

    private static void measure(SessionDatabase sessions, String what, Supplier<String> search) {
        long[] nanos = new long[SEARCHES];
        int found = 0;
        int cut = 0;
        for (int i = 0; i < SEARCHES; i++) {
            String wanted = search.get();
            long begun = System.nanoTime();
            SessionDatabase.Matches matches = sessions.matches(wanted, FOUND);
            nanos[i] = System.nanoTime() - begun;
            found += matches.sessions().size();
            cut += matches.cut() ? 1 : 0;
        }
        System.out.printf(
                "%-45s %s; %.1f sessions found, %d%% cut%n",
                what, Percentiles.of(nanos), found / (double) SEARCHES, 100 * cut / SEARCHES);
    }

    private void fill(Database store, int turns) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String[] going = new String[SIDE_BY_SIDE];
        for (int done = 0; done < turns; done += BATCH) {
            int from = done;
            store.inTransaction(() -> {
                for (int i = from; i < Math.min(turns, from + BATCH); i++) {
                    Instant at = start.plusSeconds(i);
                    int place = random.nextInt(SIDE_BY_SIDE);
                    if (going[place] == null || random.nextInt(50) == 0) {
                        going[place] = "20260101-000000-000-%08x".formatted(i);
                        store.update(
                                "INSERT INTO session (id, title, origin, started) VALUES (?, 'conversation', ?, ?)",
                                going[place],
                                "discord:" + place,
                                at);
                    }
                    store.update(
                            "INSERT INTO turn (session, role, text, at) VALUES (?, ?, ?, ?)",
                            going[place],
                            i % 2 == 0 ? "USER" : "ASSISTANT",
                            sentence(5 + random.nextInt(75)) + " " + pod(i / 10),
                            at);
                }
            });
        }
    }

    private String sentence(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(word());
        }
        return text.toString();
    }

    private static String pod(int i) {
        return "web-%x-%05x".formatted(i % 977 + 0x6d5f0, i);
    }

    private String word() {
        int at = Arrays.binarySearch(share, random.nextDouble() * share[VOCABULARY - 1]);
        return words[at < 0 ? Math.min(VOCABULARY - 1, -at - 1) : at];
    }

    private static double[] shares() {
        double[] shares = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 1);
            shares[i] = sum;
        }
        return shares;
    }

    /** Made of syllables; common ones are short. */
    private static String[] words() {
        String[] syllables = {
            "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "ve"
        };
        String[] words = new String[VOCABULARY];
        for (int i = 0; i < VOCABULARY; i++) {
            StringBuilder word = new StringBuilder();
            for (int rest = i + syllables.length; rest > 0; rest /= syllables.length) {
                word.append(syllables[rest % syllables.length]);
            }
            words[i] = word.toString();
        }
        return words;
    }
}
