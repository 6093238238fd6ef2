package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Permission;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class RetryTest {
    private static final Fault NONE = Fault.slow(Duration.ZERO);

    private final Bot bot = new Bot();
    private final OutboundMessage message = bot.message("shop/web is down");

    @AfterEach
    void stop() {
        bot.close();
    }

    /** After some of them Discord has the message, after others not. */
    static List<Fault> faults() {
        return List.of(
                Fault.cutBeforeHandling(),
                Fault.cutBeforeAnswer(),
                Fault.cutMidway(),
                Fault.status(500),
                Fault.statusAfterHandling(500));
    }

    private List<String> shown() {
        return bot.alerts.messages().stream().map(Message::content).toList();
    }

    /** Until the channel hears of it: the client tries some things again by itself. */
    private void failedAttempt(OutboundMessage some, Fault fault) {
        bot.discord.faults().always(Route.SEND, fault);
        DeliveryException failed = Bot.refusal(() -> bot.channel.send(some));
        bot.discord.faults().clear();
        assertThat(failed.retryable()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void makesOneMessageOfTwoAttempts(Fault fault) throws DeliveryException {
        failedAttempt(message, fault);

        Receipt receipt = bot.channel.sendAgain(message, Optional.empty());

        assertThat(shown()).containsExactly("shop/web is down");
        assertThat(receipt.id()).endsWith("/" + bot.alerts.messages().get(0).id());
    }

    @Test
    void relyingOnTheNonceAloneWouldBeEnoughForAMoment() throws DeliveryException {
        failedAttempt(message, Fault.cutMidway());

        bot.channel.send(message);

        assertThat(shown()).containsExactly("shop/web is down");
    }

    @Test
    void findsTheMessageInTheHistoryWhenDiscordHasForgottenItsNonce() throws DeliveryException {
        bot.discord.nonceIsKept(Duration.ZERO);
        failedAttempt(message, Fault.cutMidway());
        bot.restart();
        Person roger = bot.discord.person("roger");
        roger.says(bot.alerts, "shop/web is down");
        for (int i = 0; i < 250; i++) {
            roger.says(bot.alerts, "chat " + i);
        }

        Receipt receipt = bot.channel.sendAgain(message, Optional.empty());

        assertThat(bot.alerts.messages().stream().filter(Message::byBot)).hasSize(1);
        assertThat(receipt.id()).endsWith("/" + bot.alerts.messages().get(0).id());
    }

    @Test
    void leavesTwoMessagesThatSayTheSameOnPurposeTwo() throws DeliveryException {
        bot.discord.nonceIsKept(Duration.ZERO);
        OutboundMessage second = bot.message(message.text());
        OutboundMessage third = bot.message(message.text());
        Receipt one = bot.channel.send(message);
        failedAttempt(second, Fault.cutBeforeHandling());
        Receipt two = bot.channel.sendAgain(second, Optional.of(one));
        failedAttempt(third, Fault.cutMidway());
        Receipt three = bot.channel.sendAgain(third, Optional.of(two));

        assertThat(shown()).hasSize(3);
        assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
    }

    @Test
    void goesOnBehindTheLastPageThatArrived() throws DeliveryException {
        bot.discord.nonceIsKept(Duration.ZERO);
        OutboundMessage pages = bot.message("a".repeat(1_900) + "\n" + "b".repeat(1_900) + "\n" + "c".repeat(1_900));
        bot.discord.faults().next(Route.SEND, NONE, NONE, Fault.status(500));
        Bot.refusal(() -> bot.channel.send(pages));
        bot.restart();

        Receipt receipt = bot.channel.sendAgain(pages, Optional.empty());

        assertThat(shown()).extracting(text -> text.substring(0, 1)).containsExactly("a", "b", "c");
        assertThat(receipt.id().split(" ")).hasSize(3);
    }

    @Test
    void sendsRatherTwiceThanNeverWhereItMayNotLook() throws DeliveryException {
        bot.discord.nonceIsKept(Duration.ZERO);
        bot.alerts.deny(Permission.READ_MESSAGE_HISTORY);
        failedAttempt(message, Fault.cutBeforeHandling());

        bot.channel.sendAgain(message.replyTo(Optional.of(bot.alerts.id() + "/1")), Optional.empty());

        assertThat(shown()).containsExactly("shop/web is down");
    }

    @Test
    void asksAgainWhereTheHistoryCannotBeRead() {
        bot.discord.faults().next(Route.HISTORY, Fault.status(500));

        assertThat(Bot.refusal(() -> bot.channel.sendAgain(message, Optional.empty())))
                .hasMessage("Discord answered 500");
        assertThat(shown()).isEmpty();
    }
}
