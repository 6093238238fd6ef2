package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.ProblemAnswers;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.http.Wire;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asked through a proxy that names the client. */
class JournalTest {
    private final List<SignInJournal.Fact> facts = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private Javalin app;

    private void start(Consumer<JavalinConfig> routes) {
        HttpSettings http =
                new HttpSettings("test", "127.0.0.1", 0, TrustedProxies.parse(List.of("127.0.0.2")), Limits.defaults());
        app = new WebServer(http, new ProblemAnswers()).create(routes).start();
    }

    private void startRefusing() {
        Journal journal = new Journal(facts::add, now::get);
        start(config ->
                config.routes.get("/data", ctx -> journal.refused(ctx, Optional.empty(), Visitor.How.BASIC, "wrong")));
    }

    private int ask(String client) throws Exception {
        return Wire.getFrom(
                        "127.0.0.2",
                        app.port(),
                        "/data",
                        "X-Forwarded-For: " + client,
                        "Authorization: Bearer key-of-nobody")
                .status();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void hasOneRefusalAMinuteOfANetworkAndSaysHowManyItPassedOver() throws Exception {
        startRefusing();
        for (int one = 1; one <= 20; one++) {
            ask("2001:db8:1:2::" + Integer.toHexString(one));
        }
        ask("2001:db8:1:3::1");
        assertThat(facts).extracting(SignInJournal.Fact::why).containsExactly("wrong", "wrong");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        ask("2001:db8:1:2::5");
        assertThat(facts)
                .last()
                .extracting(SignInJournal.Fact::why)
                .isEqualTo("wrong; 19 more from its network were passed over before");
    }

    @Test
    void hasSixtyRefusalsAMinuteFromHoweverManyNetworks() throws Exception {
        startRefusing();
        for (int one = 0; one < 150; one++) {
            ask("10.1.2." + one);
        }
        assertThat(facts).hasSize(60);
    }

    @Test
    void countsWrongKeysByNetwork() throws Exception {
        HttpSettings http = HttpSettings.loopback("api", 0);
        ApiKey key = new ApiKey("ci", "key-of-ci-0123456789", Level.VIEWER);
        start(config -> {
            new ApiKeys(List.of(key), http, facts::add).install(config);
            config.routes.get("/data", ctx -> ctx.result("data"), Needs.VIEWER);
        });
        int limited = 0;
        for (int one = 1; one <= 90; one++) {
            limited += ask("2001:db8:1:2::" + Integer.toHexString(one)) == 429 ? 1 : 0;
        }
        assertThat(limited).isBetween(15, 30);
        assertThat(ask("2001:db8:1:3::1")).isEqualTo(401);
        assertThat(facts)
                .extracting(SignInJournal.Fact::event)
                .containsExactly(SignInJournal.Event.REFUSED, SignInJournal.Event.LIMITED, SignInJournal.Event.REFUSED);
    }
}
