package dev.midwatch.dashboard.signin;

import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.HttpSettings;
import gg.jte.TemplateEngine;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;

/** Sign-in of the dashboard: install it before any route, and give each route what it {@link Needs}. */
public final class SignIn {
    private final boolean open;
    private final Sessions sessions;
    private final Gate gate;
    private final SignInPages pages;
    private final Optional<OidcPages> oidc;

    /**
     * Reads or makes the key.
     *
     * @throws OpenToStrangers if others could connect and nobody would have to sign in
     */
    public SignIn(
            SignInSettings settings,
            HttpSettings http,
            SignInJournal listener,
            TemplateEngine templates,
            Assets assets,
            Clock clock) {
        this.open = settings.open();
        if (open && !http.onLoopback()) {
            throw OpenToStrangers.dashboard(http.host());
        }
        SigningKey key =
                SigningKey.of(settings.signingKey(), settings.directory().resolve("dashboard-signing.key"));
        SignedOut signedOut = new SignedOut(settings.directory().resolve("dashboard-signed-out"));
        Journal journal = new Journal(listener, System::nanoTime);
        KnownBrowsers browsers = new KnownBrowsers(key.forPurpose("browser"), clock);
        Tries tries = new Tries(System::nanoTime);
        Optional<PasswordCheck> check = settings.account().map(account -> new PasswordCheck(account, tries, browsers));
        Optional<BasicAuth> basic = settings.account()
                .map(account -> new BasicAuth(account, check.orElseThrow(), journal, System::nanoTime));
        this.sessions = new Sessions(
                key.forPurpose("session " + settings.fingerprint()), signedOut, settings.sessionLength(), clock);
        this.gate = new Gate(open, basic, sessions, key.forPurpose("form"));
        this.pages =
                new SignInPages(check, settings.oidc().isPresent(), sessions, browsers, journal, templates, assets);
        this.oidc = settings.oidc()
                .map(provider -> new OidcPages(
                        provider,
                        new IdentityProvider(provider, clock),
                        new OidcFlow(key.forPurpose("oidc"), clock),
                        sessions,
                        journal,
                        pages));
    }

    public void install(JavalinConfig config) {
        if (open) {
            config.routes.before(Origins::requireLoopback);
        }
        config.routes.beforeMatched(gate::check);
        pages.install(config);
        oidc.ifPresent(way -> way.install(config));
    }

    /** Whether the visitor of a long answer, such as live events, is still signed in; ask once a minute. */
    public boolean stillHolds(Context ctx) {
        return Visitor.of(ctx).how() != Visitor.How.PASSWORD && Visitor.of(ctx).how() != Visitor.How.OIDC
                || sessions.of(ctx).isPresent();
    }
}
