package dev.midwatch.dashboard.pages;

import dev.midwatch.dashboard.http.Assets;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Predicate;

/** The pages of one section. */
interface Pages {
    /** What all pages together are made with. */
    List<String> ASSETS = List.of(
            Assets.STYLE,
            "assets/midwatch.svg",
            "assets/midwatch.js",
            "assets/talk.js",
            Assets.HTMX,
            Assets.HTMX_SSE,
            "assets/choices.js",
            "assets/logs.js");

    /** Adds their routes. */
    void install(JavalinConfig config);

    /** What on them changes by itself. */
    default List<Part> parts() {
        return List.of();
    }

    static List<Pages> all(Desk desk, Predicate<Context> stillSignedIn, Live.Pace pace) {
        return List.of(
                new OverviewPages(desk),
                new FindingsPages(desk),
                new SilencePages(desk),
                new ProposalsPages(desk),
                new JobPages(desk),
                new JobEditPages(desk),
                new RunPages(desk),
                new UsagePages(desk),
                new LogPages(desk),
                new PluginPages(desk),
                new ToolPages(desk),
                new ChatPages(desk, stillSignedIn, pace),
                new SessionPages(desk),
                new MemoryPages(desk),
                new SettingsPages(desk),
                new AuditPages(desk));
    }
}
