package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Usage;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;

/** What the model cost, and how much of today's limit is left. */
final class UsagePages implements Pages {
    private final Desk desk;

    UsagePages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/usage", this::show, Needs.VIEWER);
    }

    private void show(Context ctx) {
        Usage usage = desk.view().usage();
        desk.show(
                ctx,
                Sheet.of("usage.jte", Section.USAGE),
                Map.of(
                        "chart", new UsageChart(usage.day(), usage.days(UsageChart.DAYS)),
                        "today", usage.today(),
                        "limit", usage.perDay()));
    }
}
