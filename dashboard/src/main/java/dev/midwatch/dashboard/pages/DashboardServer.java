package dev.midwatch.dashboard.pages;

import dev.midwatch.dashboard.http.HtmlAnswers;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.SignIn;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** The dashboard: the server, its sign-in, its pages, and the events that keep them up to date. */
public final class DashboardServer implements AutoCloseable {
    private final Desk desk;
    private final SignIn signIn;
    private final Live live;
    private final LogFeed logs;
    private final List<Pages> pages;
    private final Javalin app;

    public DashboardServer(HttpSettings settings, Desk desk, SignIn signIn) {
        this(settings, desk, signIn, Live.Pace.USUAL);
    }

    DashboardServer(HttpSettings settings, Desk desk, SignIn signIn, Live.Pace pace) {
        this.desk = desk;
        this.signIn = signIn;
        this.pages = Pages.all(desk, signIn::stillHolds, pace);
        this.live = new Live(
                desk.view().changes(),
                pages.stream().flatMap(one -> one.parts().stream()).toList(),
                signIn::stillHolds,
                pace);
        this.logs = new LogFeed(desk, signIn::stillHolds);
        this.app = new WebServer(settings, new HtmlAnswers(desk.templates(), desk.assets())).create(this::routes);
    }

    private void routes(JavalinConfig config) {
        signIn.install(config);
        desk.assets().serve(config, Needs.NOTHING);
        new Refusals(desk).install(config);
        live.install(config);
        logs.install(config);
        config.routes.post("/theme", DashboardServer::theme, Needs.VIEWER);
        // Asked for by browsers on pages without one of their own.
        config.routes.get("/favicon.ico", ctx -> ctx.redirect(desk.assets().url("midwatch.svg")), Needs.NOTHING);
        pages.forEach(one -> one.install(config));
    }

    private static void theme(Context ctx) {
        Theme.named(String.valueOf(ctx.formParam("theme"))).ifPresent(theme -> theme.keep(ctx));
        ctx.redirect(Here.back(ctx.formParam("back")), HttpStatus.SEE_OTHER);
    }

    /** Binds and answers from here on. */
    public DashboardServer start() {
        live.start();
        logs.start();
        app.start();
        return this;
    }

    public int port() {
        return app.port();
    }

    /** How many pages are open and kept up to date. */
    public int viewers() {
        return live.viewers();
    }

    @Override
    public void close() {
        live.close();
        logs.close();
        app.stop();
    }
}
