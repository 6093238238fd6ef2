package dev.midwatch.core.action;

import static dev.midwatch.core.check.FindingRenderer.unfenced;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said of a proposal, in whatever form: no part opens a code block or closes the one it stands in. */
record ProposalParts(
        String question,
        String action,
        String where,
        String why,
        String risk,
        String touches,
        String worksWhen,
        Optional<String> undo,
        String diff,
        String command) {
    private static final Goal NO_LONGER_SUSPENDED = Goal.reads("spec.suspend", false);

    static ProposalParts of(Proposal proposal) {
        Action action = proposal.action();
        Action.Intent intent = action.intent();
        return new ProposalParts(
                verb(action) + " " + intent.target() + "?",
                intent.name(),
                intent.target().toString(),
                unfenced(proposal.why()),
                intent.risk().name().toLowerCase(Locale.ROOT),
                unfenced(intent.blast().toString()),
                unfenced(intent.goal().toString()),
                intent.undo().map(undo -> unfenced(undo.intent().kubectl())),
                unfenced(proposal.diff()),
                intent.kubectl());
    }

    /** From the action's name, whoever made it: {@code rollout_restart} restarts, {@code delete_pod} deletes if it is of a pod. */
    private static String verb(Action action) {
        Action.Intent intent = action.intent();
        if (action instanceof Action.Exec) {
            return "Run a command in";
        }
        if (intent.goal().equals(NO_LONGER_SUSPENDED)) {
            return "Resume";
        }
        List<String> words = List.of(intent.name().split("_"));
        String last = words.get(words.size() - 1);
        String verb = last.equalsIgnoreCase(intent.target().kind()) ? words.get(0) : last;
        return verb.equals("undo")
                ? "Roll back"
                : verb.isEmpty() ? "Change" : verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1);
    }
}
