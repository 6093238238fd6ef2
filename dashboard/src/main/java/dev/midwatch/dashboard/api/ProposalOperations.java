package dev.midwatch.dashboard.api;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Decision;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.Proposals;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What was proposed, and the decision. */
final class ProposalOperations {
    private static final Parameter ID = Parameter.path("id", "Id of the proposal.");

    private final Proposals proposals;

    ProposalOperations(Proposals proposals) {
        this.proposals = proposals;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get("/api/proposals", "listProposals", "Proposals, the newest first.")
                                .with(
                                        Parameter.word(
                                                "state",
                                                "How they stand.",
                                                "waiting",
                                                "approved",
                                                "denied",
                                                "expired",
                                                "void"),
                                        Parameter.OFFSET,
                                        Parameter.LIMIT)
                                .answers(200, "The proposals.", Slice.of(ProposalRow.class))
                                .does(call -> call.slice(proposals.list(call.maybe("state"), call.page()))),
                        Operation.get("/api/proposals/{id}", "getProposal", "One proposal.")
                                .with(ID)
                                .answers(200, "The proposal.", ProposalRow.class)
                                .does(call -> Reply.of(proposals.get(call.text("id")))),
                        decide("approve", "approveProposal", "Approve a proposal: it is done now, once.", true),
                        decide("deny", "denyProposal", "Deny a proposal.", false))
                .map(operation -> operation.topic("Proposals"))
                .toList();
    }

    private Operation decide(String word, String id, String summary, boolean approve) {
        return Operation.of(HandlerType.POST, "/api/proposals/{id}/" + word, id, summary, Needs.OPERATOR)
                .with(ID)
                .may(409)
                .answers(200, "What came of it.", Decision.class)
                .does(call -> decide(call.text("id"), approve, call.actor()));
    }

    private Reply decide(String id, boolean approve, Actor by) {
        Level needed = Level.valueOf(proposals.get(id).needs().toUpperCase(Locale.ROOT));
        Decision decision = proposals.decide(id, approve, by);
        if (followed(decision, approve, by)) {
            return Reply.of(decision);
        }
        throw by.level().includes(needed)
                ? new ProblemException(409, "conflict", decision.answer())
                : new ProblemException(403, "not-allowed", decision.answer());
    }

    /** A denial hands nothing to the cluster, so it is told by who denied. */
    private static boolean followed(Decision decision, boolean approve, Actor by) {
        boolean denied = decision.proposal().state().equals("denied")
                && decision.proposal().decidedBy().equals(Optional.of(by.who()));
        return approve ? decision.done() : denied;
    }
}
