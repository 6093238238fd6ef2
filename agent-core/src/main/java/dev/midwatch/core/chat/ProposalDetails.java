package dev.midwatch.core.chat;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.check.FindingRenderer;
import java.time.temporal.ChronoUnit;

/** A proposal in full, as Markdown. */
public final class ProposalDetails {
    private ProposalDetails() {}

    public static String of(Proposal proposal) {
        Action.Intent intent = proposal.action().intent();
        StringBuilder text = new StringBuilder("**%s** on %s · proposal `%s`, %s%s"
                .formatted(
                        intent.name(),
                        intent.target(),
                        proposal.id(),
                        proposal.state(),
                        proposal.decidedBy().map(who -> " by " + who).orElse("")));
        line(text, "why", FindingRenderer.unfenced(proposal.why()));
        line(text, "risk", intent.risk().toString());
        line(text, "touches", intent.blast().toString());
        line(text, "works when", intent.goal().toString());
        line(
                text,
                "undo",
                intent.undo().map(undo -> "`" + undo.intent().kubectl() + "`").orElse("there is none"));
        line(text, "the same by hand", "`" + intent.kubectl() + "`");
        line(text, "expires", proposal.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!proposal.diff().isBlank()) {
            text.append("\n```diff\n")
                    .append(FindingRenderer.unfenced(proposal.diff().strip()))
                    .append("\n```");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append('\n').append(label).append(": ").append(value);
    }
}
