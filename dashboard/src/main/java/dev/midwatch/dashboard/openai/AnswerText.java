package dev.midwatch.dashboard.openai;

import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.ProposalRow;
import java.util.stream.Collectors;

/** What a person reads: the answer, and what waits for a decision because of it. A program that talks cannot approve by talking. */
final class AnswerText {
    private AnswerText() {}

    /** @throws ApiError if there is no answer */
    static String of(ChatReply reply) {
        String text = reply.text()
                .orElseThrow(() -> ApiError.noAnswer(
                        "There is no answer: " + reply.stopped().orElse("it was stopped")));
        if (reply.proposed().isEmpty()) {
            return text;
        }
        return text + "\n\n---\n"
                + reply.proposed().stream().map(AnswerText::line).collect(Collectors.joining("\n"));
    }

    private static String line(ProposalRow proposal) {
        return "Proposal **%s** waits for a decision until %s: `%s`. Approve it on the dashboard, or by POST /api/proposals/%s/approve with a key of the level %s."
                .formatted(proposal.id(), proposal.expires(), proposal.command(), proposal.id(), proposal.needs());
    }
}
