package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Permission;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Route;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class TopicTest {
    private final Bot bot = new Bot();
    private final OutboundMessage asking = bot.message("Restart shop/web?").topic(Optional.of("shop/web hangs"));

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void opensAThreadBelowTheMessageAndSaysWhere() throws DeliveryException {
        Receipt receipt = bot.channel.send(asking);

        Place thread = bot.alerts.threads().get(0);
        assertThat(thread.name()).isEqualTo("shop/web hangs");
        assertThat(receipt.place()).contains("discord:" + thread.id());
        assertThat(receipt.id()).endsWith("/" + thread.id());
    }

    @Test
    void canBeAnsweredThere() throws DeliveryException {
        Receipt receipt = bot.channel.send(asking);

        bot.channel.send(bot.message("because").target(receipt.place().orElseThrow()));

        assertThat(bot.alerts.threads().get(0).messages())
                .extracting(Message::content)
                .containsExactly("because");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsTheThreadAgainThatAnEarlierAttemptOpened(boolean restarted) throws DeliveryException {
        Receipt first = bot.channel.send(asking);
        if (restarted) {
            bot.restart();
        }

        assertThat(bot.channel.sendAgain(asking, Optional.empty())).isEqualTo(first);
        assertThat(bot.alerts.threads()).hasSize(1);
        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void findsTheThreadAgainThatDiscordOpenedWithoutSayingSo() throws DeliveryException {
        bot.discord.faults().next(Route.THREAD_OF_MESSAGE, Fault.cutMidway());
        DeliveryException cut = Bot.refusal(() -> bot.channel.send(asking));

        Receipt receipt = bot.channel.sendAgain(asking, Optional.empty());

        assertThat(cut.retryable()).isTrue();
        assertThat(receipt.place())
                .contains("discord:" + bot.alerts.threads().get(0).id());
        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void isDeliveredAllTheSameWithoutThePermissionForThreads() throws DeliveryException {
        bot.alerts.deny(Permission.CREATE_PUBLIC_THREADS);

        Receipt receipt = bot.channel.send(asking);

        assertThat(receipt.place()).isEmpty();
        assertThat(bot.alerts.messages()).hasSize(1);
        assertThat(bot.alerts.threads()).isEmpty();
    }

    @Test
    void isDeliveredAllTheSameWhereThereAreTooManyThreads() throws DeliveryException {
        bot.discord.faults().next(Route.THREAD_OF_MESSAGE, Fault.refused(400, 160006));

        assertThat(bot.channel.send(asking).place()).isEmpty();
        assertThat(bot.alerts.messages()).hasSize(1);
    }

    @Test
    void opensNoneInAThreadAndNoneWhereTheyAreAlone() throws DeliveryException {
        Place thread = bot.discord
                .person("roger")
                .opensThread(bot.discord.person("roger").says(bot.alerts, "x"), "x");

        assertThat(bot.channel.send(asking.target("discord:" + thread.id())).place())
                .isEmpty();
        assertThat(bot.channel
                        .send(asking.id("other")
                                .target("discord:" + bot.discord.person("roger").id()))
                        .place())
                .isEmpty();
    }
}
