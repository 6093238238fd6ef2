package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong, one below the other and one by one. */
final class FindingsPages implements Pages {
    private static final String LIST = "findings";
    private static final String ONE = "finding";
    private static final Set<String> SETTLED = Set.of("resolved", "acknowledged", "pending");
    private static final int SHOWN_OF_EXPLAINED = 10;

    private final Desk desk;

    FindingsPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/findings", this::list, Needs.VIEWER);
        config.routes.get("/findings/{fingerprint}", this::show, Needs.VIEWER);
        config.routes.post("/findings/{fingerprint}/acknowledge", this::acknowledge, Needs.OPERATOR);
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(
                        LIST,
                        Set.of(Changes.Topic.FINDINGS),
                        (argument, level) ->
                                desk.text("part/findings.jte", Map.of("model", findings(Query.parse(argument))))),
                new Part(
                        ONE,
                        Set.of(Changes.Topic.FINDINGS, Changes.Topic.PROPOSALS, Changes.Topic.TICKS),
                        (argument, level) ->
                                desk.text("part/finding.jte", Map.of("model", finding(argument, level), "csrf", ""))));
    }

    private void list(Context ctx) {
        Query query = Query.parse(ctx.queryString());
        desk.show(
                ctx,
                Sheet.of("findings.jte", Section.FINDINGS).live(LIST, query.text()),
                Map.of("model", findings(query), "fields", FindingFields.of(query)));
    }

    private FindingsModel findings(Query query) {
        Page page = new Page(Paging.offset(query.one("offset").orElse(null)), Paging.USUAL);
        Listing<FindingRow> listing =
                desk.view().findings().list(FindingFields.of(query).filter(query), page);
        List<FindingsModel.Item> items =
                listing.items().stream().map(this::item).toList();
        return FindingsModel.of(
                items, Paging.of(listing, Section.FINDINGS.path(), query.without("offset")), desk.times());
    }

    private FindingsModel.Item item(FindingRow finding) {
        if (finding.folded() == 0) {
            return new FindingsModel.Item(finding, List.of(), 0);
        }
        List<FindingRow> explains = desk.view().findings().explainedBy(finding.fingerprint()).stream()
                .limit(SHOWN_OF_EXPLAINED)
                .toList();
        return new FindingsModel.Item(finding, explains, finding.folded() - explains.size());
    }

    private void show(Context ctx) {
        FindingModel model =
                finding(ctx.pathParam("fingerprint"), Visitor.of(ctx).level());
        FindingRow finding = model.finding();
        desk.show(
                ctx,
                Sheet.of("finding.jte", Section.FINDINGS)
                        .titled(finding.reason() + " · " + finding.owner())
                        .live(ONE, finding.fingerprint()),
                Map.of("model", model, "silence", SilenceFields.of(finding)));
    }

    private FindingModel finding(String prefix, Level level) {
        FindingRow finding = desk.view().findings().get(prefix);
        String fingerprint = finding.fingerprint();
        return new FindingModel(
                finding,
                desk.view().findings().history(fingerprint),
                desk.view().findings().explainedBy(fingerprint),
                desk.view().proposals().about(fingerprint),
                level.includes(Level.OPERATOR) && !SETTLED.contains(finding.state()),
                desk.times());
    }

    private void acknowledge(Context ctx) {
        FindingRow finding = desk.view().findings().acknowledge(ctx.pathParam("fingerprint"), Desk.actor(ctx));
        Desk.lead(
                ctx,
                "/findings/" + finding.fingerprint(),
                Flash.good("Acknowledged: no repeats until it is resolved or gets worse."));
    }
}
