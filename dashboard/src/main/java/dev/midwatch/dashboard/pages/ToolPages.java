package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.ToolRow;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the model may use on whose behalf, why not the rest, and the role that grants what is missing. */
final class ToolPages implements Pages {
    private final Desk desk;

    ToolPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/tools", this::show, Needs.VIEWER);
    }

    private void show(Context ctx) {
        Level level = level(ctx);
        List<ToolRow> tools = desk.view().tools().of(level);
        desk.show(
                ctx,
                Sheet.of("tools.jte", Section.TOOLS).titled("Tools and permissions"),
                Map.of(
                        "level", level,
                        "offered", tools.stream().filter(ToolRow::offered).toList(),
                        "withheld",
                                tools.stream().filter(tool -> !tool.offered()).toList(),
                        "reading", desk.view().tools().roles(false),
                        "acting", desk.view().tools().roles(true)));
    }

    /** The one that is asked for, or the visitor's own. */
    private static Level level(Context ctx) {
        return Arrays.stream(Level.values())
                .filter(level -> level.name().equalsIgnoreCase(ctx.queryParam("level")))
                .findFirst()
                .orElse(Visitor.of(ctx).level());
    }
}
