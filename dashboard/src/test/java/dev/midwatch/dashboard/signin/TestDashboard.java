package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.HtmlAnswers;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.Templates;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.http.Wire;
import gg.jte.TemplateEngine;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard of a few pages with the real sign-in, on a port of its own. */
final class TestDashboard implements AutoCloseable {
    static final String PASSWORD = "correct horse";

    private static final TemplateEngine TEMPLATES = Templates.precompiled();
    private static final Assets ASSETS = new Assets(List.of("signin/midwatch.css", "assets/midwatch.svg"));

    final List<SignInJournal.Fact> facts = new CopyOnWriteArrayList<>();
    final MovableClock clock = new MovableClock();
    private final Javalin app;

    TestDashboard(SignInSettings settings) {
        HttpSettings http =
                new HttpSettings("test", "127.0.0.1", 0, TrustedProxies.parse(List.of("127.0.0.2")), Limits.defaults());
        SignIn signIn = new SignIn(settings, http, facts::add, TEMPLATES, ASSETS, clock);
        app = new WebServer(http, new HtmlAnswers(TEMPLATES, ASSETS))
                .create(config -> {
                    signIn.install(config);
                    routes(config);
                })
                .start();
    }

    static SignInSettings settings(Path directory, String password) {
        return new SignInSettings(
                Optional.of(new Account("mia", Password.of(password), Level.OPERATOR)),
                Optional.empty(),
                Optional.empty(),
                SignInSettings.DEFAULT_LENGTH,
                directory);
    }

    static SignInSettings open(Path directory) {
        return new SignInSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), SignInSettings.DEFAULT_LENGTH, directory);
    }

    private static void routes(JavalinConfig config) {
        ASSETS.serve(config, Needs.NOTHING);
        config.routes.get("/", ctx -> ctx.html("data of " + Visitor.of(ctx).who() + " [" + Csrf.token(ctx) + "]"));
        config.routes.get("/item/{name}", ctx -> ctx.html("data " + ctx.pathParam("name")), Needs.VIEWER);
        config.routes.post("/act", ctx -> ctx.result("data acted"), Needs.OPERATOR);
        config.routes.post("/approve", ctx -> ctx.result("data approved"), Needs.APPROVER);
        config.routes.post("/unmarked", ctx -> ctx.result("data unmarked"));
    }

    int port() {
        return app.port();
    }

    /** Signs in and gives the session's cookie as a header line. */
    String cookie(String password) throws IOException {
        Wire.Answer answer = signIn("mia", password);
        return "Cookie: " + cookieOf(answer, "midwatch");
    }

    Wire.Answer signIn(String name, String password, String... headers) throws IOException {
        return Wire.post(port(), "/sign-in", "username=" + name + "&password=" + password.replace(' ', '+'), headers);
    }

    static String cookieOf(Wire.Answer answer, String name) {
        Matcher cookie =
                Pattern.compile("(?m)^(" + Pattern.quote(name) + "=[^;]*)").matcher(answer.header("Set-Cookie"));
        if (!cookie.find()) {
            throw new AssertionError("no cookie " + name + " in " + answer);
        }
        return cookie.group(1);
    }

    String token(String cookie) throws IOException {
        String page = Wire.get(port(), "/", cookie).body();
        return page.substring(page.indexOf('[') + 1, page.indexOf(']'));
    }

    @Override
    public void close() {
        app.stop();
    }

    /** Stands still until moved. */
    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.now();

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
