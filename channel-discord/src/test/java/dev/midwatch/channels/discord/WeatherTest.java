package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.FaultPlan;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Limits, errors and cuts that the channel sits out by itself. */
@Execution(ExecutionMode.CONCURRENT)
class WeatherTest {
    private final Bot bot = new Bot();

    @BeforeEach
    void connect() throws DeliveryException {
        bot.channel.send(bot.message("0"));
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    private void send(int from, int to) {
        for (int number = from; number <= to; number++) {
            bot.deliver(bot.message(String.valueOf(number)));
        }
    }

    private void assertShown(int count) {
        assertThat(bot.alerts.messages())
                .extracting(Message::content)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, count)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void keepsToTheLimitOfAChannel() {
        bot.discord.bucket(Route.SEND, 3, Duration.ofMillis(300));

        send(1, 9);

        assertShown(9);
        assertThat(bot.discord.rateLimited()).isLessThanOrEqualTo(1);
    }

    @Test
    void waitsWhereItIsToldTo() {
        bot.discord
                .faults()
                .next(
                        Route.SEND,
                        Fault.rateLimited(Duration.ofMillis(200)),
                        Fault.globallyRateLimited(Duration.ofMillis(200)));

        send(1, 3);

        assertShown(3);
        assertThat(bot.discord.faults().counts())
                .containsEntry(Fault.Kind.RATE_LIMITED, 1)
                .containsEntry(Fault.Kind.GLOBALLY_RATE_LIMITED, 1);
    }

    @Test
    void triesABadGatewayAgain() {
        bot.discord.faults().next(Route.SEND, Fault.status(502), Fault.statusAfterHandling(502));

        send(1, 2);

        assertShown(2);
    }

    @Test
    void sendsAlsoWhileItHearsNothing() {
        bot.discord.gateway().shut();
        send(1, 3);
        bot.discord.gateway().open();
        bot.discord.gateway().awaitConnected(Bot.LIMIT);
        send(4, 5);

        assertShown(5);
        assertThat(bot.discord.gateway().resumes()).isEqualTo(1);
    }

    @Test
    void hearsAgainAfterItsSessionWasForgotten() throws DeliveryException {
        bot.discord.gateway().invalidateSessions();
        Awaitility.await().until(() -> bot.channel.trouble().equals(Trouble.NOT_YET));
        bot.channel.send(bot.message("1"));
        send(2, 3);
        Awaitility.await().atMost(Bot.LIMIT).until(() -> bot.discord.gateway().logins() == 2);
        bot.discord.gateway().awaitConnected(Bot.LIMIT);
        send(4, 5);

        assertShown(5);
        assertThat(bot.channel.trouble()).isEqualTo(Trouble.NONE);
    }

    @Test
    void findsAChannelThatWasMadeWhileItWasAway() {
        bot.discord.gateway().cut();
        bot.discord.channel("night");
        Awaitility.await().atMost(Bot.LIMIT).until(() -> bot.discord.gateway().resumes() == 1);

        bot.deliver(bot.message("hello").target("discord:#night"));

        assertThat(bot.discord.channel("night").messages()).hasSize(1);
    }

    @Test
    void staysConnectedWhenAskedToConnectAnew() {
        bot.discord.gateway().askToReconnect();
        Awaitility.await().atMost(Bot.LIMIT).until(() -> bot.discord.gateway().resumes() == 1);

        send(1, 1);

        assertShown(1);
    }

    @Test
    void losesAndDoublesNothingWhateverGoesWrong() {
        bot.discord
                .faults()
                .plan(FaultPlan.seeded(5)
                        .on(Route.SEND, Route.HISTORY, Route.SELF)
                        .share(2, Fault.rateLimited(Duration.ofMillis(50)))
                        .share(2, Fault.status(502))
                        .share(4, Fault.status(500))
                        .share(4, Fault.statusAfterHandling(500))
                        .share(4, Fault.cutBeforeHandling())
                        .share(4, Fault.cutBeforeAnswer())
                        .share(4, Fault.cutMidway()));

        send(1, 30);
        bot.restart();
        send(31, 60);
        bot.discord.gateway().cut();
        send(61, 90);

        assertShown(90);
        assertThat(bot.discord.faults().counts().keySet()).hasSizeGreaterThan(4);
    }

    @Test
    void keepsTheOrderOfSeveralPlaces() throws DeliveryException {
        Person roger = bot.discord.person("roger");
        bot.discord.bucket(Route.SEND, 2, Duration.ofMillis(200));
        for (int number = 1; number <= 6; number++) {
            bot.channel.send(bot.message(String.valueOf(number)));
            bot.channel.send(bot.message("to roger " + number).target("discord:" + roger.id()));
        }

        assertShown(6);
        assertThat(roger.direct().messages())
                .extracting(Message::content)
                .isEqualTo(List.of("to roger 1", "to roger 2", "to roger 3", "to roger 4", "to roger 5", "to roger 6"));
    }
}
