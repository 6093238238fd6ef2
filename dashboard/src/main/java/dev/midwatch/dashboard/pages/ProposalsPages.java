package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.Decision;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the watch would do, and a person's decision. */
final class ProposalsPages implements Pages {
    static final List<String> STATES = List.of("waiting", "approved", "denied", "expired", "void");

    private static final String LIST = "proposals";
    private static final String ONE = "proposal";
    private static final Set<Changes.Topic> TOPICS = Set.of(
            Changes.Topic.PROPOSALS,
            Changes.Topic.FINDINGS,
            Changes.Topic.RUNS,
            Changes.Topic.TICKS,
            Changes.Topic.MESSAGES);

    private final Desk desk;

    ProposalsPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/proposals", this::list, Needs.VIEWER);
        config.routes.get("/proposals/{id}", this::show, Needs.VIEWER);
        config.routes.get("/proposals/{id}/{answer}", this::ask, Needs.OPERATOR);
        config.routes.post("/proposals/{id}/{answer}", this::decide, Needs.OPERATOR);
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(
                        LIST,
                        TOPICS,
                        (argument, level) -> desk.text("part/proposals.jte", model(Query.parse(argument)))),
                new Part(
                        ONE,
                        TOPICS,
                        (argument, level) ->
                                desk.text("part/proposal.jte", Map.of("model", proposal(argument, level)))));
    }

    private void list(Context ctx) {
        Query query = Query.parse(ctx.queryString());
        Map<String, Object> model = model(query);
        desk.show(
                ctx,
                Sheet.of("proposals.jte", Section.PROPOSALS).live(LIST, query.text()),
                Map.of(
                        "proposals", model.get("proposals"),
                        "paging", model.get("paging"),
                        "times", model.get("times"),
                        "states", STATES,
                        "chosen", query.one("state").orElse("")));
    }

    private Map<String, Object> model(Query query) {
        Optional<String> state = query.one("state").filter(STATES::contains);
        Page page = new Page(Paging.offset(query.one("offset").orElse(null)), Paging.USUAL);
        Listing<ProposalRow> listing = desk.view().proposals().list(state, page);
        return Map.of(
                "proposals",
                listing.items(),
                "paging",
                Paging.of(listing, Section.PROPOSALS.path(), query.without("offset")),
                "times",
                desk.times());
    }

    private void show(Context ctx) {
        ProposalModel model = proposal(ctx.pathParam("id"), Visitor.of(ctx).level());
        desk.show(
                ctx,
                Sheet.of("proposal.jte", Section.PROPOSALS)
                        .titled("Proposal " + model.proposal().id())
                        .live(ONE, model.proposal().id()),
                Map.of("model", model));
    }

    private ProposalModel proposal(String id, Level level) {
        ProposalRow proposal = desk.view().proposals().get(id);
        return ProposalModel.of(proposal, proposal.finding().flatMap(this::finding), level, desk.times());
    }

    private Optional<FindingRow> finding(String fingerprint) {
        try {
            return Optional.of(desk.view().findings().get(fingerprint));
        } catch (Refusal gone) {
            return Optional.empty();
        }
    }

    /** Shows once more what is decided, for a person to say yes to. */
    private void ask(Context ctx) {
        boolean approve = approves(ctx);
        ProposalModel model = proposal(ctx.pathParam("id"), Visitor.of(ctx).level());
        if (!model.decides()) {
            ctx.redirect("/proposals/" + model.proposal().id());
            return;
        }
        desk.show(
                ctx,
                Sheet.of("decide.jte", Section.PROPOSALS).titled(approve ? "Approve this?" : "Deny this?"),
                Map.of("model", model, "approve", approve));
    }

    private void decide(Context ctx) {
        boolean approve = approves(ctx);
        String id = ctx.pathParam("id");
        String page = "/proposals/" + id;
        if (!desk.view().proposals().get(id).sha256().equals(ctx.formParam("sha256"))) {
            Desk.lead(ctx, page, Flash.bad("Nothing was decided: this is not what you were shown. Look at it again."));
            return;
        }
        Decision decision = desk.view().proposals().decide(id, approve, Desk.actor(ctx));
        boolean good = decision.done() || decision.proposal().state().equals("denied");
        Desk.lead(ctx, page, new Flash(good, decision.answer()));
    }

    private static boolean approves(Context ctx) {
        return switch (ctx.pathParam("answer")) {
            case "approve" -> true;
            case "deny" -> false;
            default -> throw new NotFoundResponse("There is no such page.");
        };
    }
}
