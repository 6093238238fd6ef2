package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.Templates;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    @TempDir
    Path home;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(TestDashboard.settings(home, TestDashboard.PASSWORD));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void beginsASessionForTheRightPassword() throws Exception {
        Wire.Answer answer = dashboard.signIn("mia", TestDashboard.PASSWORD);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/");
        assertThat(answer.header("Set-Cookie").split("\n")[0])
                .startsWith("midwatch=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "Max-Age=43200")
                .doesNotContain("Secure");
        String cookie = "Cookie: " + TestDashboard.cookieOf(answer, "midwatch");
        assertThat(Wire.get(dashboard.port(), "/", cookie).body()).startsWith("data of mia");
        assertThat(dashboard.facts).singleElement().satisfies(fact -> {
            assertThat(fact.event()).isEqualTo(SignInJournal.Event.SIGNED_IN);
            assertThat(fact.who()).contains("mia");
            assertThat(fact.address()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void refusesAWrongPasswordAndAWrongNameAlike() throws Exception {
        Wire.Answer password = dashboard.signIn("mia", "wrong");
        Wire.Answer name = dashboard.signIn("max", TestDashboard.PASSWORD);
        assertThat(password.status()).isEqualTo(401);
        assertThat(name.status()).isEqualTo(401);
        assertThat(name.body()).isEqualTo(password.body()).contains("do not belong together");
        assertThat(password.headers()).doesNotContainKey("Set-Cookie");
        assertThat(dashboard.facts).extracting(SignInJournal.Fact::event).containsOnly(SignInJournal.Event.REFUSED);
    }

    @Test
    void leadsAPersonToThePageAndTellsAProgram() throws Exception {
        Wire.Answer person = Wire.get(dashboard.port(), "/item/a?b=c", "Accept: text/html");
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.header("Location")).isEqualTo("/sign-in?to=%2Fitem%2Fa%3Fb%3Dc");
        assertThat(person.body()).doesNotContain("data");
        Wire.Answer program = Wire.get(dashboard.port(), "/");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.header("WWW-Authenticate")).startsWith("Basic ");
        Wire.Answer part = Wire.get(dashboard.port(), "/", "HX-Request: true", "Accept: text/html");
        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("HX-Redirect")).isEqualTo("/sign-in");
        assertThat(part.headers()).doesNotContainKey("WWW-Authenticate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/%0d%0aSet-Cookie:%20a=b",
                "/a\\b",
                "javascript:alert(1)",
                "/\tx"
            })
    void leadsNowhereElseAfterwards(String to) throws Exception {
        String encoded = java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8);
        Wire.Answer answer =
                Wire.post(dashboard.port(), "/sign-in", "username=mia&password=correct+horse&to=" + encoded);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location"))
                .startsWith("/")
                .doesNotStartWith("//")
                .doesNotContain("\\", "\t");
        assertThat(answer.header("Set-Cookie")).doesNotContain("a=b");
    }

    @Test
    void takesNoCookieThatWasChangedOrIsAnothersOrTooOld() throws Exception {
        String cookie = dashboard.cookie(TestDashboard.PASSWORD);
        int dot = cookie.indexOf('.');
        String other = SigningKey.of("another key of ours").sign("x|1|0|APPROVER|PASSWORD|mia");
        for (String wrong : List.of(
                cookie.substring(0, dot - 1) + "A" + cookie.substring(dot),
                cookie.substring(0, cookie.length() - 2) + "AA",
                cookie.substring(0, dot + 1),
                "Cookie: midwatch=" + other,
                "Cookie: midwatch=.",
                "Cookie: midwatch=%%%",
                "Cookie: midwatch=" + "a".repeat(9000))) {
            assertThat(Wire.get(dashboard.port(), "/", wrong).status()).isEqualTo(401);
        }
        dashboard.clock.move(Duration.ofHours(12).minusSeconds(1));
        assertThat(Wire.get(dashboard.port(), "/", cookie).status()).isEqualTo(200);
        dashboard.clock.move(Duration.ofSeconds(1));
        assertThat(Wire.get(dashboard.port(), "/", cookie).status()).isEqualTo(401);
    }

    @Test
    void signsOutOfOneSessionAndKeepsTheOther() throws Exception {
        String one = dashboard.cookie(TestDashboard.PASSWORD);
        String other = dashboard.cookie(TestDashboard.PASSWORD);
        Wire.Answer out = Wire.post(dashboard.port(), "/sign-out", "_csrf=" + dashboard.token(one), one);
        assertThat(out.status()).isEqualTo(303);
        assertThat(out.header("Set-Cookie")).contains("midwatch=; ", "Expires=Thu, 01 Jan 1970");
        assertThat(Wire.get(dashboard.port(), "/", one).status()).isEqualTo(401);
        assertThat(Wire.get(dashboard.port(), "/", other).status()).isEqualTo(200);
    }

    @Test
    void signsOutEverywhereAndStaysSoOverARestart() throws Exception {
        String one = dashboard.cookie(TestDashboard.PASSWORD);
        String other = dashboard.cookie(TestDashboard.PASSWORD);
        Wire.post(dashboard.port(), "/sign-out-everywhere", "_csrf=" + dashboard.token(one), one);
        assertThat(Wire.get(dashboard.port(), "/", other).status()).isEqualTo(401);
        String fresh = dashboard.cookie(TestDashboard.PASSWORD);
        dashboard.close();
        dashboard = new TestDashboard(TestDashboard.settings(home, TestDashboard.PASSWORD));
        assertThat(Wire.get(dashboard.port(), "/", one).status()).isEqualTo(401);
        assertThat(Wire.get(dashboard.port(), "/", other).status()).isEqualTo(401);
        assertThat(Wire.get(dashboard.port(), "/", fresh).status()).isEqualTo(200);
    }

    @Test
    void endsSessionsWhenThePasswordChanges() throws Exception {
        String cookie = dashboard.cookie(TestDashboard.PASSWORD);
        dashboard.close();
        dashboard = new TestDashboard(TestDashboard.settings(home, "another one"));
        assertThat(Wire.get(dashboard.port(), "/", cookie).status()).isEqualTo(401);
    }

    @Test
    void keepsItsKeyToItself() throws Exception {
        Path key = home.resolve("dashboard-signing.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.size(key)).isEqualTo(32);
    }

    @Test
    void letsAPasswordBeKeptAsAHash() throws Exception {
        dashboard.close();
        dashboard = new TestDashboard(TestDashboard.settings(home, PasswordHash.of(TestDashboard.PASSWORD)));
        assertThat(dashboard.signIn("mia", TestDashboard.PASSWORD).status()).isEqualTo(303);
        assertThat(dashboard.signIn("mia", "wrong").status()).isEqualTo(401);
        assertThat(dashboard.signIn("mia", "x".repeat(100)).status()).isEqualTo(401);
    }

    @Test
    void refusesToStandOpenWhereOthersReachIt() {
        HttpSettings everywhere = new HttpSettings("x", "0.0.0.0", 0, TrustedProxies.none(), Limits.defaults());
        assertThatThrownBy(() -> new SignIn(
                        TestDashboard.open(home),
                        everywhere,
                        dashboard.facts::add,
                        Templates.precompiled(),
                        new Assets(List.of()),
                        Clock.systemUTC()))
                .isInstanceOf(OpenToStrangers.class)
                .hasMessageContaining("dashboard.basic_auth.username and dashboard.basic_auth.password")
                .hasMessageContaining("MIDWATCH_DASHBOARD_BASIC_AUTH_USERNAME");
    }
}
