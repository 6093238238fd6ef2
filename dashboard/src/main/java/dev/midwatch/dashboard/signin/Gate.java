package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Bodies;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Stands before every route of the dashboard: who asks, may they, and did a page of ours send it. */
final class Gate {
    private static final String OPEN_SESSION = "open";

    private final boolean open;
    private final Optional<BasicAuth> basic;
    private final Sessions sessions;
    private final SigningKey csrfKey;

    Gate(boolean open, Optional<BasicAuth> basic, Sessions sessions, SigningKey csrfKey) {
        this.open = open;
        this.basic = basic;
        this.sessions = sessions;
        this.csrfKey = csrfKey;
    }

    void check(Context ctx) {
        Optional<Level> needed = Needs.level(ctx);
        Optional<Visitor> visitor = visitor(ctx);
        visitor.ifPresent(known -> ctx.attribute(Visitor.ATTRIBUTE, known));
        if (needed.isPresent() && visitor.isEmpty()) {
            challenge(ctx);
            return;
        }
        needed.ifPresent(level -> Visitor.of(ctx).requires(level));
        if (Origins.changes(ctx)) {
            checkItIsMeant(ctx, visitor);
        }
    }

    private Optional<Visitor> visitor(Context ctx) {
        if (open) {
            Csrf.bind(ctx, csrfKey, OPEN_SESSION);
            return Optional.of(new Visitor("this machine", Level.APPROVER, Visitor.How.OPEN));
        }
        String authorization = ctx.header("Authorization");
        if (authorization != null) {
            return byHeader(ctx, authorization);
        }
        Optional<Session> session = sessions.of(ctx);
        session.ifPresent(held -> Csrf.bind(ctx, csrfKey, held.id()));
        return session.map(Session::visitor);
    }

    private Optional<Visitor> byHeader(Context ctx, String authorization) {
        try {
            return basic.filter(any -> BasicHeader.isBasic(authorization))
                    .flatMap(auth -> auth.visitor(ctx, authorization));
        } catch (TooManyTries limited) {
            ctx.header("Retry-After", limited.retryAfter());
            throw limited;
        }
    }

    /** A cookie comes also with what another site makes a browser do, and a password that a browser remembers for HTTP basic as well. */
    private static void checkItIsMeant(Context ctx, Optional<Visitor> visitor) {
        Origins.refuseForeign(ctx);
        if (visitor.isEmpty()) {
            return;
        }
        boolean basic = visitor.get().how() == Visitor.How.BASIC;
        if (basic) {
            Origins.refuseUnnamed(ctx);
        }
        Bodies.admit(ctx);
        Bodies.checkForm(ctx);
        if (!basic && !Csrf.holds(ctx)) {
            throw new ForbiddenResponse("This page was open for too long, or is not ours; load it again.");
        }
    }

    /** Leads a person to the sign-in page and tells a program. */
    private void challenge(Context ctx) {
        String accepted = Optional.ofNullable(ctx.header("Accept")).orElse("");
        boolean page = !Origins.changes(ctx) && ctx.header("Authorization") == null && accepted.contains("text/html");
        boolean part = ctx.header("HX-Request") != null;
        if (page && !part) {
            String to = LocalPath.of(ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString()));
            ctx.redirect("/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
            ctx.skipRemainingHandlers();
            return;
        }
        if (part) {
            ctx.header("HX-Redirect", "/sign-in");
        } else if (basic.isPresent()) {
            ctx.header("WWW-Authenticate", "Basic realm=\"Midwatch\", charset=\"UTF-8\"");
        }
        throw new UnauthorizedResponse("Sign in first.");
    }
}
