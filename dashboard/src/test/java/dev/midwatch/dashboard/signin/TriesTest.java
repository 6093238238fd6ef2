package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.dashboard.http.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriesTest {
    private final AtomicLong now = new AtomicLong();
    private final Tries tries = new Tries(now::get);

    private static Tries.Try from(String address) {
        return new Tries.Try("mia", address, Optional.empty());
    }

    @Test
    void letsOnePersonTryFiveTimesAndThenOnceInThirtySeconds() {
        for (int one = 0; one < 5; one++) {
            assertThat(tries.admit(from("10.0.0.1"))).isZero();
        }
        assertThat(tries.admit(from("10.0.0.1"))).isEqualTo(Duration.ofSeconds(30));
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(tries.admit(from("10.0.0.1"))).isZero();
        assertThat(tries.admit(from("10.0.0.1"))).isPositive();
    }

    @Test
    void countsOnlyWhatWasWrong() {
        for (int one = 0; one < 1_000; one++) {
            assertThat(tries.admit(from("10.0.0.1"))).isZero();
            tries.wasRight(from("10.0.0.1"));
        }
    }

    @Test
    void countsAnAddressOverManyAccounts() {
        int admitted = 0;
        for (int one = 0; one < 100; one++) {
            admitted += tries.admit(new Tries.Try("name" + one, "10.0.0.1", Optional.empty()))
                            .isZero()
                    ? 1
                    : 0;
        }
        assertThat(admitted).isEqualTo(20);
    }

    @Test
    void countsANetworkOfIpv6AsOneAddress() {
        int admitted = 0;
        for (int one = 1; one < 100; one++) {
            admitted += tries.admit(from("2001:db8:1:2:0:0:0:" + Integer.toHexString(one)))
                            .isZero()
                    ? 1
                    : 0;
        }
        assertThat(admitted).isEqualTo(5);
        assertThat(tries.admit(from("2001:db8:1:3:0:0:0:1"))).isZero();
    }

    @Test
    void slowsGuessingFromManyAddressesAndNeverLocksTheOwnerOut() {
        int admitted = 0;
        for (int one = 0; one < 5_000; one++) {
            admitted += tries.admit(from("10.1." + one / 250 + "." + one % 250)).isZero() ? 1 : 0;
        }
        assertThat(admitted).as("first tries").isEqualTo(5_000);
        admitted = 0;
        for (int one = 0; one < 5_000; one++) {
            admitted += tries.admit(from("10.1." + one / 250 + "." + one % 250)).isZero() ? 1 : 0;
        }
        assertThat(admitted).as("tries after a failure").isEqualTo(100);
        assertThat(tries.admit(from("10.1.0.1"))).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        Tries.Try known = new Tries.Try("mia", "10.1.0.1", Optional.of("the owner's browser"));
        assertThat(tries.admit(known)).isZero();
    }

    @Test
    void letsScriptsAndNewBrowsersInHoweverManyStrangersGuess() {
        for (int one = 0; one < 1_000; one++) {
            tries.admit(from("10.1." + one / 250 + "." + one % 250));
            tries.admit(from("10.1." + one / 250 + "." + one % 250));
        }
        for (int again = 0; again < 10; again++) {
            assertThat(tries.admit(from("192.0.2.1"))).isZero();
            tries.wasRight(from("192.0.2.1"));
        }
        assertThat(tries.admit(from("192.0.2.1"))).as("a first failure").isZero();
        assertThat(tries.admit(from("192.0.2.1"))).as("after it").isPositive();
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(tries.admit(from("192.0.2.1"))).isZero();
    }

    @Test
    void remembersOnlySoManyAddresses() {
        Buckets buckets = new Buckets(5, Duration.ofSeconds(30), 100, now::get);
        for (int one = 0; one < 10_000; one++) {
            buckets.take("address " + one);
        }
        assertThat(buckets.size()).isEqualTo(100);
    }

    @Test
    void tellsHowLongToWaitAndLetsTheOwnersBrowserInMeanwhile(@TempDir Path home) throws Exception {
        try (TestDashboard dashboard = new TestDashboard(TestDashboard.settings(home, TestDashboard.PASSWORD))) {
            Wire.Answer before = dashboard.signIn("mia", TestDashboard.PASSWORD);
            String known = "Cookie: " + TestDashboard.cookieOf(before, "midwatch-known");
            Wire.Answer last = before;
            for (int guess = 0; guess < 6; guess++) {
                last = dashboard.signIn("mia", "guess");
            }
            assertThat(last.status()).isEqualTo(429);
            assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 30);
            assertThat(last.body()).contains("Too many tries");
            assertThat(dashboard.signIn("mia", TestDashboard.PASSWORD).status()).isEqualTo(429);
            assertThat(dashboard.signIn("mia", TestDashboard.PASSWORD, known).status())
                    .isEqualTo(303);
            String forged = known.substring(0, known.length() - 3) + "abc";
            assertThat(dashboard.signIn("mia", TestDashboard.PASSWORD, forged).status())
                    .isEqualTo(429);
            assertThat(dashboard.facts)
                    .filteredOn(fact -> fact.event() == SignInJournal.Event.LIMITED)
                    .hasSize(1);
        }
    }
}
