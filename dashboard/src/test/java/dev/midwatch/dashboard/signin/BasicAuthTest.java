package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.http.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthTest {
    private static final String HASH = PasswordHash.of("pässword:with");

    @TempDir
    Path home;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(TestDashboard.settings(home, HASH));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private static String basic(String text) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void letsAScriptInWithNameAndPassword() throws Exception {
        Wire.Answer answer = Wire.get(dashboard.port(), "/", basic("mia:pässword:with"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("data of mia");
        assertThat(answer.headers()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void looksAtTheHashOnceForAScriptThatAsksAgain() throws Exception {
        for (int again = 0; again < 50; again++) {
            assertThat(Wire.get(dashboard.port(), "/", basic("mia:pässword:with"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(dashboard.facts).hasSize(1);
        assertThat(Wire.get(dashboard.port(), "/", basic("mia:pässword:witH")).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic %%%",
                "Basic bWlh",
                "Basic //79",
                "Basic =",
                "Basic bWlhOndyb25n",
                "basic bWlhOndyb25n",
                "Bearer x",
                "Digest username=\"mia\"",
                ""
            })
    void refusesAHeaderThatIsMalformedOrWrong(String authorization) throws Exception {
        Wire.Answer answer = Wire.get(dashboard.port(), "/", "Authorization: " + authorization, "Accept: text/html");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(answer.body()).doesNotContain("data");
    }

    @Test
    void limitsMalformedHeadersAndJournalsThemOnceAMinute() throws Exception {
        int limited = 0;
        for (int one = 0; one < 50; one++) {
            Wire.Answer answer = Wire.get(dashboard.port(), "/", "Authorization: Basic %%%");
            limited += answer.status() == 429 ? 1 : 0;
        }
        assertThat(limited).isBetween(43, 45);
        assertThat(dashboard.facts)
                .extracting(SignInJournal.Fact::event)
                .containsExactly(SignInJournal.Event.REFUSED, SignInJournal.Event.LIMITED);
    }

    @Test
    void limitsScriptsThatGuess() throws Exception {
        int limited = 0;
        for (int guess = 0; guess < 8; guess++) {
            Wire.Answer answer = Wire.get(dashboard.port(), "/", basic("mia:" + guess));
            limited += answer.status() == 429 ? 1 : 0;
        }
        assertThat(limited).isEqualTo(3);
    }
}
