package dev.midwatch.cli.chat;

import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Proposals that whoever is typing is asked about. What was being typed when the question came is no answer to it, and only what stands in
 * the store is decided, whatever a model says of it.
 */
final class Asking {
    private static final Set<String> YES = Set.of("y", "yes");
    private static final Set<String> NO = Set.of("n", "no");
    private static final String DIFF = "d";

    private final Parts parts;
    private final Screen screen;
    private final BooleanSupplier idle;
    private final Deque<ProposalRow> waiting = new ArrayDeque<>();
    private boolean seen;

    /** @param idle whether nothing is being typed */
    Asking(Parts parts, Screen screen, BooleanSupplier idle) {
        this.parts = parts;
        this.screen = screen;
        this.idle = idle;
    }

    synchronized void ask(List<ProposalRow> proposals) {
        proposals.stream().filter(one -> one.state().equals("waiting")).forEach(waiting::add);
        if (!proposals.isEmpty()) {
            show(idle.getAsBoolean());
        }
    }

    /** @param nothingTyped whether what is typed from now on is all that is typed */
    private void show(boolean nothingTyped) {
        ProposalRow first = waiting.peek();
        if (first == null) {
            return;
        }
        seen = nothingTyped;
        screen.gap();
        screen.ask("Proposal %s waits for you until %s (%s): nothing was changed yet."
                .formatted(first.id(), first.expires(), first.risk()));
        screen.text(first.command());
        screen.text("why: " + first.why());
        screen.text("touches: " + first.touches());
        screen.ask("y approves it, n denies it, d shows what changes; later: midwatch proposals approve " + first.id());
    }

    /** Whether a line answers what was asked. */
    synchronized boolean takes(String line) {
        String word = line.toLowerCase(Locale.ROOT);
        return !waiting.isEmpty() && (YES.contains(word) || NO.contains(word) || DIFF.equals(word));
    }

    synchronized void answer(String line) {
        String word = line.toLowerCase(Locale.ROOT);
        ProposalRow first = waiting.element();
        if (DIFF.equals(word)) {
            screen.text(first.diff().isBlank() ? "(the dry run shows no difference)" : first.diff());
        } else if (!seen) {
            screen.note("Nothing is decided: the question came while you were typing. Here it is again.");
            show(true);
        } else {
            waiting.remove();
            decide(first, YES.contains(word));
            show(true);
        }
    }

    private void decide(ProposalRow proposal, boolean approve) {
        try {
            screen.text(parts.proposals()
                    .decide(proposal.id(), approve, parts.actor())
                    .answer());
        } catch (Refusal refused) {
            screen.trouble(refused.getMessage());
        }
    }
}
