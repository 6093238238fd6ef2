package dev.midwatch.core.chat;

import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.channel.Outbox;
import dev.midwatch.core.check.Times;
import dev.midwatch.core.watch.Offer;
import java.time.Instant;
import java.util.List;

/** Shows people what was proposed while they talked, as the gate has it: the model's own account of it is not what is approved. */
public record PutForward(ProposalStore proposals, Times times) {
    /** @param since when the turn began */
    void show(String target, Instant since, Instant now, Outbox outbox) {
        List<Proposal> asked = proposals.of(target, since).stream()
                .filter(proposal -> proposal.isWaiting(now))
                .toList();
        if (!asked.isEmpty()) {
            outbox.enqueue(Offer.message("asked-" + asked.get(0).id(), target, asked, times));
        }
    }
}
