package dev.midwatch.dashboard.signin;

import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.http.WebServer;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.Optional;

/** The sign-in page, its form, and the way out. */
final class SignInPages {
    private final Optional<PasswordCheck> check;
    private final boolean oidc;
    private final Sessions sessions;
    private final KnownBrowsers browsers;
    private final Journal journal;
    private final TemplateEngine templates;
    private final Assets assets;

    SignInPages(
            Optional<PasswordCheck> check,
            boolean oidc,
            Sessions sessions,
            KnownBrowsers browsers,
            Journal journal,
            TemplateEngine templates,
            Assets assets) {
        this.check = check;
        this.oidc = oidc;
        this.sessions = sessions;
        this.browsers = browsers;
        this.journal = journal;
        this.templates = templates;
        this.assets = assets;
    }

    void install(JavalinConfig config) {
        config.routes.get("/sign-in", this::show, Needs.NOTHING);
        config.routes.post("/sign-in", this::signIn, Needs.NOTHING);
        config.routes.post("/sign-out", ctx -> signOut(ctx, false), Needs.VIEWER);
        config.routes.post("/sign-out-everywhere", ctx -> signOut(ctx, true), Needs.VIEWER);
    }

    private void show(Context ctx) {
        String to = LocalPath.of(ctx.queryParam("to"));
        if (ctx.attribute(Visitor.ATTRIBUTE) != null) {
            ctx.redirect(to, HttpStatus.SEE_OTHER);
            return;
        }
        render(ctx, to, "");
    }

    private void signIn(Context ctx) {
        requireSmallBody(ctx);
        Bodies.checkForm(ctx);
        PasswordCheck account = check.orElseThrow(() -> new NotFoundResponse("Nobody signs in with a password here."));
        String name = Optional.ofNullable(ctx.formParam("username")).orElse("");
        String password = Optional.ofNullable(ctx.formParam("password")).orElse("");
        String to = LocalPath.of(ctx.formParam("to"));
        try {
            Optional<Visitor> visitor = journal.watched(
                    ctx, name, Visitor.How.PASSWORD, () -> account.check(ctx, name, password, Visitor.How.PASSWORD));
            if (visitor.isEmpty()) {
                ctx.status(HttpStatus.UNAUTHORIZED);
                render(ctx, to, "That name and password do not belong together.");
                return;
            }
            sessions.begin(ctx, visitor.get());
            browsers.remember(ctx, visitor.get().who());
            ctx.redirect(to, HttpStatus.SEE_OTHER);
        } catch (TooManyTries limited) {
            ctx.header("Retry-After", limited.retryAfter());
            ctx.status(HttpStatus.TOO_MANY_REQUESTS);
            render(ctx, to, limited.getMessage());
        }
    }

    /** The one form that strangers may send; a larger one would hold a thread for as long as they like. */
    private static void requireSmallBody(Context ctx) {
        long length = ctx.req().getContentLengthLong();
        if (length < 0) {
            throw new HttpResponseException(411, "Say how long the form is.");
        }
        if (length >= WebServer.SMALL_BODY) {
            throw new ContentTooLargeResponse("No name and password are that long.");
        }
    }

    private void signOut(Context ctx, boolean everywhere) {
        Visitor visitor = Visitor.of(ctx);
        sessions.of(ctx).ifPresent(session -> {
            if (everywhere) {
                sessions.endAll(ctx, session);
            } else {
                sessions.end(ctx, session);
            }
            journal.signedOut(ctx, visitor, everywhere);
        });
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    /** The page again, with what went wrong. */
    void render(Context ctx, String to, String trouble) {
        StringOutput page = new StringOutput();
        SignInForm form = new SignInForm(check.isPresent(), oidc, to, trouble);
        templates.render("signin.jte", Map.of("form", form, "assets", assets), page);
        ctx.html(page.toString());
    }
}
