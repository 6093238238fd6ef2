package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.LogLine;
import dev.midwatch.core.view.Logs;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The newest lines of the log. */
final class LogPages implements Pages {
    static final int SHOWN = 200;
    private static final int KEPT = 1_000;

    private final Desk desk;
    private final Logs logs;

    LogPages(Desk desk) {
        this.desk = desk;
        this.logs = desk.view().logs();
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/logs", this::show, Needs.VIEWER);
        config.routes.get("/logs/text", this::download, Needs.VIEWER);
    }

    private void show(Context ctx) {
        LogFilter filter = LogFilter.asked(ctx);
        List<LogLine> kept = logs.recent(KEPT);
        long newest = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).n();
        desk.show(
                ctx,
                Sheet.of("logs.jte", Section.LOGS),
                Map.of("filter", filter, "lines", newestFirst(kept, filter, 0), "newest", newest));
    }

    private void download(Context ctx) {
        LogFilter filter = LogFilter.asked(ctx);
        StringBuilder text = new StringBuilder();
        logs.recent(KEPT).stream()
                .filter(filter::wants)
                .forEach(line -> text.append(line.at())
                        .append(' ')
                        .append(line.level())
                        .append(' ')
                        .append(line.logger())
                        .append(": ")
                        .append(line.text().stripTrailing())
                        .append('\n'));
        ctx.contentType("text/plain;charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"midwatch.log\"");
        ctx.result(text.toString());
    }

    /** @param after the count of the last line that is not wanted any more */
    static List<LogLine> newestFirst(List<LogLine> kept, LogFilter filter, long after) {
        List<LogLine> wanted = new ArrayList<>(kept.stream()
                .filter(line -> line.n() > after && filter.wants(line))
                .toList());
        Collections.reverse(wanted);
        return List.copyOf(wanted.subList(0, Math.min(SHOWN, wanted.size())));
    }
}
