package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.http.Wire;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsrfTest {
    @TempDir
    Path home;

    private TestDashboard dashboard;
    private String cookie;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(TestDashboard.settings(home, TestDashboard.PASSWORD));
        cookie = dashboard.cookie(TestDashboard.PASSWORD);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private int act(String form, String... headers) throws Exception {
        return Wire.post(dashboard.port(), "/act", form, headers).status();
    }

    @Test
    void actsWithTheTokenInAFormOrAHeader() throws Exception {
        String token = dashboard.token(cookie);
        assertThat(act("_csrf=" + token, cookie)).isEqualTo(200);
        assertThat(act("", cookie, "X-CSRF-Token: " + token)).isEqualTo(200);
    }

    @Test
    void looksDifferentEachTimeAndHoldsAllTheSame() throws Exception {
        String one = dashboard.token(cookie);
        String other = dashboard.token(cookie);
        assertThat(other).isNotEqualTo(one);
        assertThat(act("_csrf=" + one, cookie)).isEqualTo(200);
    }

    @Test
    void refusesToActWithoutTheSessionsOwnToken() throws Exception {
        String other = dashboard.token(dashboard.cookie(TestDashboard.PASSWORD));
        assertThat(act("", cookie)).isEqualTo(403);
        assertThat(act("_csrf=", cookie)).isEqualTo(403);
        assertThat(act("_csrf=%25%25", cookie)).isEqualTo(403);
        assertThat(act("_csrf=" + "A".repeat(86), cookie)).isEqualTo(403);
        assertThat(act("_csrf=" + other, cookie)).isEqualTo(403);
        assertThat(act("_csrf=" + dashboard.token(cookie))).isEqualTo(401);
    }

    @Test
    void refusesWhatAnotherSiteSentEvenWithTheToken() throws Exception {
        String form = "_csrf=" + dashboard.token(cookie);
        String host = "localhost:" + dashboard.port();
        assertThat(act(form, cookie, "Host: " + host, "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(act(form, cookie, "Host: " + host, "Origin: https://" + host))
                .isEqualTo(403);
        assertThat(act(form, cookie, "Host: " + host, "Origin: http://localhost:1"))
                .isEqualTo(403);
        assertThat(act(form, cookie, "Host: " + host, "Origin: http://[")).isEqualTo(403);
        assertThat(act(form, cookie, "Host: " + host, "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        assertThat(act(form, cookie, "Host: " + host, "Sec-Fetch-Site: same-site"))
                .isEqualTo(403);
        assertThat(act(form, cookie, "Host: " + host, "Origin: http://" + host)).isEqualTo(200);
        assertThat(act(form, cookie, "Host: " + host, "Origin: null", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
    }

    @Test
    void refusesASignInThatAnotherSiteSent() throws Exception {
        assertThat(dashboard
                        .signIn("mia", TestDashboard.PASSWORD, "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(dashboard
                        .signIn("mia", TestDashboard.PASSWORD, "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void asksNoTokenOfAScriptButRefusesABrowserThatRemembersItsPassword() throws Exception {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("mia:" + TestDashboard.PASSWORD).getBytes());
        assertThat(act("", basic)).isEqualTo(200);
        assertThat(act("", basic, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
        assertThat(act("", basic, "Origin: null")).isEqualTo(403);
        assertThat(act("", basic, "Origin: null", "Sec-Fetch-Site: cross-site")).isEqualTo(403);
        assertThat(act("", basic, "Origin: null", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
    }

    @Test
    void holdsEveryRouteToItsLevelAndOneWithoutAMarkToTheHighest() throws Exception {
        String form = "_csrf=" + dashboard.token(cookie);
        assertThat(Wire.post(dashboard.port(), "/approve", form, cookie).status())
                .isEqualTo(403);
        assertThat(Wire.post(dashboard.port(), "/unmarked", form, cookie).status())
                .isEqualTo(403);
        assertThat(Wire.get(dashboard.port(), "/item/x", cookie).status()).isEqualTo(200);
    }
}
