package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OidcTest {
    @TempDir
    Path home;

    private FakeIssuer issuer;
    private TestDashboard dashboard;

    @BeforeEach
    void start() throws IOException {
        issuer = new FakeIssuer();
        dashboard = dashboard(
                new OidcSettings.Grant(OidcSettings.By.EMAIL, "Mia@example.org", Level.OPERATOR),
                new OidcSettings.Grant(OidcSettings.By.GROUP, "admins", Level.APPROVER));
    }

    private TestDashboard dashboard(OidcSettings.Grant... grants) {
        OidcSettings oidc = new OidcSettings(
                issuer.url(),
                FakeIssuer.CLIENT,
                FakeIssuer.SECRET,
                List.of("openid", "email"),
                Optional.empty(),
                "groups",
                List.of(grants));
        return new TestDashboard(new SignInSettings(
                Optional.empty(), Optional.of(oidc), Optional.empty(), SignInSettings.DEFAULT_LENGTH, home));
    }

    @AfterEach
    void stop() {
        dashboard.close();
        issuer.close();
    }

    /** A browser on its way: its cookie and where it was sent. */
    private record Leaving(String cookie, URI to) {}

    private Leaving leave() throws IOException {
        Wire.Answer answer = Wire.get(dashboard.port(), "/sign-in/oidc?to=%2Fitem%2Fa");
        assertThat(answer.status()).isEqualTo(303);
        return new Leaving(
                "Cookie: " + TestDashboard.cookieOf(answer, "midwatch-oidc"), URI.create(answer.header("Location")));
    }

    private Wire.Answer signIn() throws IOException {
        Leaving leaving = leave();
        return Wire.get(dashboard.port(), issuer.authorize(leaving.to()), leaving.cookie());
    }

    private void refused(Wire.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Set-Cookie")).doesNotContain("midwatch=");
        assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
        assertThat(dashboard.facts).last().satisfies(fact -> {
            assertThat(fact.event()).isEqualTo(SignInJournal.Event.REFUSED);
            assertThat(fact.how()).isEqualTo(Visitor.How.OIDC);
            assertThat(fact.why()).isNotEmpty();
        });
    }

    @Test
    void signsInWhomTheProviderVouchesForAndGoesWhereTheyWanted() throws Exception {
        Wire.Answer answer = signIn();
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/item/a");
        String cookie = "Cookie: " + TestDashboard.cookieOf(answer, "midwatch");
        assertThat(Wire.get(dashboard.port(), "/", cookie).body()).startsWith("data of oidc:mia@example.org");
        String form = "_csrf=" + dashboard.token(cookie);
        assertThat(Wire.post(dashboard.port(), "/act", form, cookie).status()).isEqualTo(200);
        assertThat(Wire.post(dashboard.port(), "/approve", form, cookie).status())
                .isEqualTo(403);
        assertThat(dashboard.facts).singleElement().satisfies(fact -> {
            assertThat(fact.event()).isEqualTo(SignInJournal.Event.SIGNED_IN);
            assertThat(fact.who()).contains("oidc:mia@example.org");
        });
    }

    @Test
    void isNotTheAccountOfTheSameName() throws Exception {
        claim(claims -> claims.subject("roger").claim("email", null).claim("groups", List.of("admins")));
        String cookie = "Cookie: " + TestDashboard.cookieOf(signIn(), "midwatch");
        assertThat(Wire.get(dashboard.port(), "/", cookie).body()).startsWith("data of oidc:" + "roger");
    }

    @Test
    void givesTheHighestLevelOfSeveralGrants() throws Exception {
        claim(claims -> claims.claim("groups", List.of("watch", "admins")));
        String cookie = "Cookie: " + TestDashboard.cookieOf(signIn(), "midwatch");
        assertThat(Wire.post(dashboard.port(), "/approve", "_csrf=" + dashboard.token(cookie), cookie)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesATokenForAnotherSignIn() throws Exception {
        claim(claims -> claims.claim("nonce", "another"));
        refused(signIn(), 401);
    }

    @Test
    void refusesATokenForAnotherClient() throws Exception {
        claim(claims -> claims.audience("another"));
        refused(signIn(), 401);
    }

    @Test
    void refusesATokenOfAnotherIssuer() throws Exception {
        claim(claims -> claims.issuer("https://evil.example"));
        refused(signIn(), 401);
    }

    @Test
    void refusesATokenThatExpired() throws Exception {
        claim(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        refused(signIn(), 401);
    }

    @ParameterizedTest
    @EnumSource(value = FakeIssuer.Signature.class, names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
    void refusesATokenThatItsIssuerDidNotSign(FakeIssuer.Signature signature) throws Exception {
        issuer.signature = signature;
        refused(signIn(), 401);
    }

    @Test
    void refusesAStateThatWasUsed() throws Exception {
        Leaving leaving = leave();
        String callback = issuer.authorize(leaving.to());
        assertThat(Wire.get(dashboard.port(), callback, leaving.cookie()).status())
                .isEqualTo(303);
        refused(Wire.get(dashboard.port(), callback, leaving.cookie()), 400);
    }

    @Test
    void refusesAnAnswerToASignInThatAnotherBrowserBegan() throws Exception {
        Leaving attacker = leave();
        String callback = issuer.authorize(attacker.to());
        refused(Wire.get(dashboard.port(), callback), 400);
        refused(Wire.get(dashboard.port(), callback, leave().cookie()), 400);
    }

    @Test
    void refusesAnotherPersonsCodeUnderAStateOfItsOwn() throws Exception {
        String stolen = issuer.authorize(leave().to()).replaceAll(".*code=([^&]*).*", "$1");
        Leaving attacker = leave();
        String own = issuer.authorize(attacker.to());
        refused(Wire.get(dashboard.port(), own.replaceAll("code=[^&]*", "code=" + stolen), attacker.cookie()), 401);
    }

    @Test
    void refusesAnAnswerThatComesTooLate() throws Exception {
        Leaving leaving = leave();
        dashboard.clock.move(Duration.ofMinutes(11));
        refused(Wire.get(dashboard.port(), issuer.authorize(leaving.to()), leaving.cookie()), 400);
    }

    @Test
    void refusesAPersonNobodyLetIn() throws Exception {
        claim(claims -> claims.claim("email", "eve@example.org"));
        refused(signIn(), 403);
        assertThat(dashboard.facts)
                .last()
                .satisfies(fact -> assertThat(fact.who()).contains("eve@example.org"));
    }

    @Test
    void takesNoEmailThatWasNotVerified() throws Exception {
        claim(claims -> claims.claim("email_verified", false));
        refused(signIn(), 403);
        claim(claims -> claims.claim("email_verified", null));
        refused(signIn(), 403);
        claim(claims -> claims.claim("email_verified", "true"));
        refused(signIn(), 403);
    }

    @Test
    void takesClaimsOfAWrongTypeForNone() throws Exception {
        claim(claims -> claims.claim("email", 7).claim("groups", "admins"));
        refused(signIn(), 403);
    }

    @Test
    void saysThatTheProviderIsDown() throws Exception {
        Leaving leaving = leave();
        String callback = issuer.authorize(leaving.to());
        issuer.close();
        refused(Wire.get(dashboard.port(), callback, leaving.cookie()), 502);
    }

    @Test
    void startsWhileTheProviderIsDown() throws Exception {
        issuer.close();
        refused(Wire.get(dashboard.port(), "/sign-in/oidc"), 502);
        assertThat(Wire.get(dashboard.port(), "/sign-in").status()).isEqualTo(200);
    }

    @Test
    void takesARefusalOfTheProviderForOne() throws Exception {
        Leaving leaving = leave();
        String state = leaving.to().getRawQuery().replaceAll(".*state=([^&]*).*", "$1");
        refused(
                Wire.get(
                        dashboard.port(),
                        "/sign-in/oidc/callback?error=access_denied&error_description=%3Cb%3E&state=" + state,
                        leaving.cookie()),
                401);
    }

    @Test
    void takesAMalformedAnswerForNone() throws Exception {
        for (String query : List.of("", "?code=x", "?state=x", "?code=&state=", "?code=a&code=b&state=c", "?iss=%00")) {
            assertThat(Wire.get(dashboard.port(), "/sign-in/oidc/callback" + query)
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void asksForTheProvidersDescriptionOnce() throws Exception {
        signIn();
        signIn();
        assertThat(issuer.discoveries).isOne();
    }

    @Test
    void limitsHowOftenAnAddressMayBegin() throws Exception {
        int limited = 0;
        for (int one = 0; one < 25; one++) {
            limited += Wire.get(dashboard.port(), "/sign-in/oidc").status() == 429 ? 1 : 0;
        }
        assertThat(limited).isBetween(3, 5);
    }

    private void claim(UnaryOperator<JWTClaimsSet.Builder> change) {
        issuer.claims = change;
    }
}
