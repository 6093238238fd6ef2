package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Overview;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything at one glance. */
final class OverviewPages implements Pages {
    private static final String PART = "overview";
    private static final int SHOWN = 10;

    private final Desk desk;

    OverviewPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/", this::show, Needs.VIEWER);
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part(PART, Set.of(Changes.Topic.values()), (argument, level) -> draw()));
    }

    private void show(Context ctx) {
        desk.show(ctx, Sheet.of("overview.jte", Section.OVERVIEW).live(PART, ""), Map.of("model", model()));
    }

    private String draw() {
        return desk.text("part/overview.jte", Map.of("model", model()));
    }

    private OverviewModel model() {
        Overview overview = desk.view().status().overview();
        Times times = desk.times();
        List<FindingRow> gravest = desk.view()
                .findings()
                .list(FindingFilter.OPEN, Page.first(SHOWN))
                .items();
        return new OverviewModel(overview, Verdict.of(overview, times), gravest, times);
    }
}
