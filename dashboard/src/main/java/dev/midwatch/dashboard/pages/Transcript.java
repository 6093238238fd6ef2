package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.TurnRow;
import dev.midwatch.core.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Part of a conversation.
 *
 * @param earlier   how many turns stand before it
 * @param proposals what was put forward in it, as it stands now
 */
public record Transcript(List<Spoken> turns, long earlier, List<ProposalRow> proposals) {
    static final Transcript EMPTY = new Transcript(List.of(), 0, List.of());

    public Transcript {
        turns = List.copyOf(turns);
        proposals = List.copyOf(proposals);
    }

    static Transcript of(List<TurnRow> rows, long earlier, View view) {
        List<Spoken> turns = rows.stream().map(Spoken::of).toList();
        return new Transcript(
                turns,
                earlier,
                turns.stream()
                        .flatMap(turn -> turn.tool().flatMap(ToolTurn::proposal).stream())
                        .distinct()
                        .flatMap(id -> find(id, view))
                        .toList());
    }

    /** The newest turns of a session. */
    static Transcript end(String session, int most, View view) {
        return until(view.sessions().get(session).turns(), session, most, view);
    }

    /** What was said before the turn that goes on, and what that is about: what it does is told elsewhere. */
    static Transcript before(Going turn, String session, int most, View view, Instant now) {
        Transcript past = until(turn.before(), session, most, view);
        Spoken asked = Spoken.of(new TurnRow("user", turn.text(), now));
        return new Transcript(
                Stream.concat(past.turns().stream(), Stream.of(asked)).toList(), past.earlier(), past.proposals());
    }

    private static Transcript until(long end, String session, int most, View view) {
        int offset = (int) Math.max(0, end - most);
        List<TurnRow> rows = end == 0
                ? List.of()
                : view.sessions()
                        .turns(session, new Page(offset, (int) (end - offset)))
                        .items();
        return of(rows, offset, view);
    }

    /** The id stands in a tool's answer, which may say anything. */
    private static Stream<ProposalRow> find(String id, View view) {
        try {
            return Optional.of(view.proposals().get(id)).stream();
        } catch (Refusal none) {
            return Stream.empty();
        }
    }
}
