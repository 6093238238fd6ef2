package dev.midwatch.core.chat;

import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Decided;
import dev.midwatch.core.action.Proposal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decisions about proposals, however they were given. The gate judges each of them. */
public final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final ActionGate gate;
    private final UnaryOperator<String> details;
    private final Runnable afterwards;
    private final Clock clock;

    /**
     * @param details of the proposal of an id, as Markdown
     * @param afterwards to be done after each decision, so that what people see of the proposal is true again
     */
    public Decisions(ActionGate gate, UnaryOperator<String> details, Runnable afterwards, Clock clock) {
        this.gate = gate;
        this.details = details;
        this.afterwards = afterwards;
        this.clock = clock;
    }

    /** What a choice of a message stands for, {@code approve:k3x9ab}. */
    String pressed(String value, Approver by) {
        String[] parts = value.split(":", 2);
        if (parts.length == 2 && parts[0].equals("details")) {
            return details.apply(parts[1]);
        }
        if (parts.length != 2 || !List.of("approve", "deny").contains(parts[0])) {
            return "I do not know that choice.";
        }
        return answer(parts[1], parts[0].equals("approve"), by);
    }

    /**
     * What somebody said without saying of what. Only where nothing else was ever asked is it clear what is meant: of two of which one was
     * decided meanwhile, the other is not.
     *
     * @param here what was ever asked where it was said
     */
    String spoken(Spoken words, List<Proposal> here, Approver by) {
        if (words.id().isPresent()) {
            return answer(words.id().get(), words.approve(), by);
        }
        Instant now = clock.instant();
        List<Proposal> waiting =
                here.stream().filter(proposal -> proposal.isWaiting(now)).toList();
        if (waiting.size() == 1 && here.size() == 1) {
            return answer(waiting.get(0).id(), words.approve(), by);
        }
        String word = words.approve() ? "approve" : "deny";
        return waiting.isEmpty()
                ? "Nothing waits for a decision here. Say `%s` with the id of a proposal; `/status` names those that wait."
                        .formatted(word)
                : "Which one? "
                        + waiting.stream()
                                .map(one -> "`%s %s`: `%s`"
                                        .formatted(
                                                word,
                                                one.id(),
                                                one.action().intent().kubectl()))
                                .collect(Collectors.joining("; "));
    }

    private String answer(String id, boolean approve, Approver by) {
        return decide(id, approve, by).answer();
    }

    /** Approves or denies a proposal, once, for whoever may. */
    public Decided decide(String id, boolean approve, Approver by) {
        Decided decided = gate.decide(id, approve, by);
        try {
            afterwards.run();
        } catch (RuntimeException e) {
            // It is decided all the same, and the next round of the watch shows it.
            LOG.warn("what people see of proposal {} is not true yet", id, e);
        }
        return decided;
    }
}
