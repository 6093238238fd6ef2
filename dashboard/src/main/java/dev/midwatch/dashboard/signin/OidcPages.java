package dev.midwatch.dashboard.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import dev.midwatch.core.text.VisibleText;
import dev.midwatch.core.tool.Level;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/** The way to the identity provider and back. */
final class OidcPages {
    private static final String CALLBACK = "/sign-in/oidc/callback";

    private final OidcSettings settings;
    private final IdentityProvider provider;
    private final OidcFlow flow;
    private final Sessions sessions;
    private final Journal journal;
    private final SignInPages pages;
    private final Buckets tries = new Buckets(20, Duration.ofSeconds(3), 10_000, System::nanoTime);

    OidcPages(
            OidcSettings settings,
            IdentityProvider provider,
            OidcFlow flow,
            Sessions sessions,
            Journal journal,
            SignInPages pages) {
        this.settings = settings;
        this.provider = provider;
        this.flow = flow;
        this.sessions = sessions;
        this.journal = journal;
        this.pages = pages;
    }

    void install(JavalinConfig config) {
        config.routes.get("/sign-in/oidc", ctx -> guarded(ctx, this::leave), Needs.NOTHING);
        config.routes.get(CALLBACK, ctx -> guarded(ctx, this::comeBack), Needs.NOTHING);
    }

    private interface Step {
        void run(Context ctx) throws OidcRefusal;
    }

    private void guarded(Context ctx, Step step) {
        Duration wait = take(Tries.network(ctx.ip()));
        if (!wait.isZero()) {
            journal.limited(ctx, Optional.empty(), Visitor.How.OIDC);
            TooManyTries limited = new TooManyTries(wait);
            ctx.header("Retry-After", limited.retryAfter());
            throw limited;
        }
        try {
            step.run(ctx);
        } catch (OidcRefusal refusal) {
            journal.refused(ctx, refusal.who(), Visitor.How.OIDC, refusal.getMessage());
            ctx.status(refusal.kind().status());
            pages.render(ctx, "/", refusal.kind().text());
        }
    }

    private synchronized Duration take(String network) {
        Duration wait = tries.untilNext(network);
        if (wait.isZero()) {
            tries.take(network);
        }
        return wait;
    }

    private void leave(Context ctx) throws OidcRefusal {
        OidcFlow.Begun begun = flow.begin(ctx, LocalPath.of(ctx.queryParam("to")));
        ctx.redirect(provider.address(begun, callback(ctx)).toString(), HttpStatus.SEE_OTHER);
    }

    private void comeBack(Context ctx) throws OidcRefusal {
        AuthenticationResponse response = parse(ctx);
        String state = response.getState() == null ? "" : response.getState().getValue();
        OidcFlow.Begun begun = flow.end(ctx, state)
                .orElseThrow(() -> new OidcRefusal(
                        OidcRefusal.Kind.NOT_BEGUN, "the state is not one this browser began, or was used"));
        if (response.getIssuer() != null
                && !response.getIssuer().getValue().equals(settings.issuer().toString())) {
            throw new OidcRefusal(OidcRefusal.Kind.NOT_VALID, "another issuer answered");
        }
        if (!response.indicatesSuccess()) {
            throw new OidcRefusal(
                    OidcRefusal.Kind.NOT_VALID,
                    "the provider refused: "
                            + response.toErrorResponse().getErrorObject().getCode());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw new OidcRefusal(OidcRefusal.Kind.NOT_VALID, "the provider sent no code");
        }
        Visitor visitor = visitor(provider.person(code.getValue(), begun, callback(ctx)));
        sessions.begin(ctx, visitor);
        journal.signedIn(ctx, visitor);
        ctx.redirect(begun.to(), HttpStatus.SEE_OTHER);
    }

    private static AuthenticationResponse parse(Context ctx) throws OidcRefusal {
        try {
            return AuthenticationResponseParser.parse(URI.create(CALLBACK), ctx.queryParamMap());
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new OidcRefusal(OidcRefusal.Kind.NOT_BEGUN, "the answer is malformed: " + malformed.getMessage());
        }
    }

    private Visitor visitor(Person person) throws OidcRefusal {
        String name = VisibleText.of(person.name());
        Level level = person.level(settings.grants())
                .orElseThrow(() -> new OidcRefusal(OidcRefusal.Kind.NOT_ALLOWED, "nothing is granted them", name));
        // Nobody of the provider is the account of the configuration that has the same name.
        return new Visitor("oidc:" + name, level, Visitor.How.OIDC);
    }

    private URI callback(Context ctx) {
        String own = settings.publicUrl().map(URI::toString).orElseGet(() -> ctx.scheme() + "://" + ctx.host());
        try {
            return new URI(own.replaceAll("/+$", "") + CALLBACK);
        } catch (URISyntaxException noHost) {
            throw new BadRequestResponse("The Host header is none.");
        }
    }
}
