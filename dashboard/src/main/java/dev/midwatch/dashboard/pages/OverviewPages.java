package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Changes;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything at one glance. */
final class OverviewPages implements Pages {
    private static final String PART = "overview";

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
        return List.of(new Part(PART, Set.of(Changes.Topic.values()), (argument, level) -> draw(level)));
    }

    private void show(Context ctx) {
        desk.show(
                ctx,
                Sheet.of("overview.jte", Section.OVERVIEW).live(PART, ""),
                model(Visitor.of(ctx).level()));
    }

    private String draw(Level level) {
        return desk.text("part/overview.jte", model(level));
    }

    private Map<String, Object> model(Level level) {
        return Map.of("overview", desk.view().status().overview(), "times", desk.times());
    }
}
