package dev.midwatch.core.session;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.SearchTerms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the sessions in which each of some words was said, best first, in a time that does not grow with the store.
 *
 * <p>The index ranks by counting every turn that a word is in, and a common word is in half of them. So of each word only the newest
 * {@value #NEWEST} turns are looked at. The rarest word brings the sessions that can be meant; whether the others were said there is asked of
 * the index, session by session. A session counts as much as its best turn: for each word in it, more for a rare one, and more in a short
 * turn.
 */
final class SessionSearch {
    /** Turns of one word that are looked at. */
    static final int NEWEST = 500;
    /** How often the index is asked, in all, for a word that the best turn of a session does not have. */
    static final int ASKED = 200;

    /** Sessions that are looked at together: more are rarely needed, and each statement takes its time. */
    private static final int TOGETHER = 25;

    private static final int MOST_WORDS = 8;
    /** What counts half: a turn this long, in bytes. */
    private static final double LONG = 600;

    private final Database database;

    SessionSearch(Database database) {
        this.database = database;
    }

    /**
     * What was found.
     *
     * @param ids of the sessions, best first
     * @param cut whether older or less likely ones were not looked at
     */
    record Hits(List<String> ids, boolean cut) {
        static final Hits NONE = new Hits(List.of(), false);
    }

    /** The newest turns that a word is in. */
    private record Word(String term, List<Long> turns, double weight) {
        boolean cut() {
            return turns.size() == NEWEST;
        }
    }

    /** A session that can be meant: what its best turn counts, and the words that some turn of it is known to have. */
    private static final class Candidate {
        final String session;
        final Set<String> has = new HashSet<>();
        double score;
        boolean fails;

        Candidate(String session) {
            this.session = session;
        }
    }

    Hits find(String words, int limit) {
        long newest = database.one("SELECT max(id) AS id FROM turn", row -> row.maybeNumber("id"))
                .orElseThrow()
                .orElse(0);
        List<Word> all = new ArrayList<>();
        for (String term : SearchTerms.of(words).distinct().limit(MOST_WORDS).toList()) {
            Word word = word(term, newest);
            if (word.turns().isEmpty()) {
                return Hits.NONE;
            }
            all.add(word);
        }
        if (all.isEmpty()) {
            return Hits.NONE;
        }
        // Rare ones first: what has none of them need not be asked for the others.
        all.sort(Comparator.comparingDouble(Word::weight).reversed());
        Word rarest = all.get(0);
        return chosen(candidates(rarest, all), all, limit, rarest.cut());
    }

    private Hits chosen(List<Candidate> candidates, List<Word> all, int limit, boolean cut) {
        List<String> found = new ArrayList<>();
        int asked = 0;
        for (int from = 0; from < candidates.size(); from += TOGETHER) {
            List<Candidate> together = candidates.subList(from, Math.min(candidates.size(), from + TOGETHER));
            for (Word word : all) {
                List<Candidate> unknown = together.stream()
                        .filter(one -> !one.has.contains(word.term()))
                        .filter(one -> !one.fails)
                        .toList();
                asked += unknown.size();
                if (asked > ASKED) {
                    return new Hits(found, true);
                }
                ask(word.term(), unknown);
            }
            for (Candidate candidate : together) {
                if (found.size() == limit) {
                    return new Hits(found, true);
                }
                if (!candidate.fails) {
                    found.add(candidate.session);
                }
            }
        }
        return new Hits(found, cut);
    }

    /** The sessions of the rarest word's turns, best first and of equal ones the newest. */
    private List<Candidate> candidates(Word rarest, List<Word> all) {
        Map<String, Set<Long>> turns = new LinkedHashMap<>();
        all.forEach(word -> turns.put(word.term(), new HashSet<>(word.turns())));
        Map<String, Candidate> bySession = new LinkedHashMap<>();
        database.query(
                "SELECT t.id, t.session, octet_length(t.text) AS bytes FROM json_each(?) w JOIN turn t ON t.id = w.value ORDER BY t.id DESC",
                row -> {
                    Candidate candidate = bySession.computeIfAbsent(row.text("session"), Candidate::new);
                    long id = row.number("id");
                    double score = 0;
                    for (Word word : all) {
                        if (turns.get(word.term()).contains(id)) {
                            candidate.has.add(word.term());
                            score += word.weight();
                        }
                    }
                    candidate.score = Math.max(candidate.score, score / (1 + row.number("bytes") / LONG));
                    return id;
                },
                rarest.turns().toString());
        List<Candidate> candidates = new ArrayList<>(bySession.values());
        candidates.sort(Comparator.comparingDouble((Candidate one) -> one.score).reversed());
        return candidates;
    }

    private Word word(String term, long newest) {
        List<Long> turns = database.query(
                "SELECT rowid AS id FROM turn_words WHERE turn_words MATCH ? ORDER BY rowid DESC LIMIT ?",
                row -> row.number("id"),
                term,
                NEWEST);
        // Of a list that was cut: as many in all as if it were as dense everywhere.
        double share = turns.isEmpty()
                ? 1
                : turns.size() == NEWEST
                        ? NEWEST / (double) (newest - turns.get(NEWEST - 1) + 1)
                        : turns.size() / (double) newest;
        return new Word(term, turns, Math.log(1 + 1 / share));
    }

    /** Whether a word was said in these sessions. */
    private void ask(String term, List<Candidate> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        String names =
                sessions.stream().map(one -> '"' + name(one.session) + '"').collect(Collectors.joining(",", "[", "]"));
        Set<String> said = new HashSet<>(database.query(
                "SELECT value AS name FROM json_each(?) WHERE EXISTS (SELECT 1 FROM turn_words"
                        + " WHERE turn_words MATCH 'session : ' || value || ' AND text : ' || ?)",
                row -> row.text("name"),
                names,
                term));
        sessions.forEach(one -> one.fails = !said.contains(name(one.session)));
    }

    /** The word under which the turns of a session are indexed. */
    private static String name(String session) {
        return HexFormat.of().formatHex(session.getBytes(StandardCharsets.UTF_8));
    }
}
