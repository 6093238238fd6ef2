package dev.midwatch.core.agent;

import dev.midwatch.api.store.SessionStore;
import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.tool.Redactor;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the turns of one session down, without secrets. */
record Notebook(SessionStore sessions, String session, Redactor redactor, InstantSource clock) {
    private static final Pattern SUMMARY = Pattern.compile("Summary of the first (\\d+) turns:\n(.*)", Pattern.DOTALL);

    void note(Role role, String text) {
        sessions.append(session, new Turn(role, redactor.redact(text), clock.instant()));
    }

    /**
     * What was said before, without the tools' part.
     *
     * @param summary of the turns that are not here; empty if all are
     * @param summed  how many turns it stands for
     * @param turns   of people and the model, oldest first
     */
    record Before(String summary, int summed, List<Turn> turns) {
        /** Whether nothing was said yet. */
        boolean isEmpty() {
            return summed == 0 && turns.isEmpty();
        }
    }

    /** @param answer without secrets already */
    void noteCall(ToolUse use, String answer) {
        String call = redactor.redact(use.tool() + " " + use.arguments());
        sessions.append(session, new Turn(Role.TOOL, call + "\n" + answer, clock.instant()));
    }

    Before before() {
        List<Turn> all = sessions.turns(session);
        List<Turn> said = all.stream()
                .filter(turn -> turn.role() == Role.USER || turn.role() == Role.ASSISTANT)
                .toList();
        return all.stream()
                .filter(turn -> turn.role() == Role.SYSTEM)
                .map(turn -> SUMMARY.matcher(turn.text()))
                .filter(Matcher::matches)
                .reduce((first, last) -> last)
                .map(found -> before(found.group(2), Integer.parseInt(found.group(1)), said))
                .orElseGet(() -> new Before("", 0, said));
    }

    private static Before before(String summary, int summed, List<Turn> said) {
        return new Before(summary, summed, said.subList(Math.min(summed, said.size()), said.size()));
    }

    /** From now on this stands for the session's first turns, which themselves are kept. */
    Before sumUp(String summary, int summed, List<Turn> rest) {
        note(Role.SYSTEM, "Summary of the first " + summed + " turns:\n" + summary);
        return new Before(summary, summed, rest);
    }
}
