package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LoginTest {
    private final Bot bot = new Bot();

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void anAnswerThatMakesNoSenseEndsTheLoginAndNotTheTrying() {
        // As a proxy does that wants to be logged in to.
        bot.discord.faults().next(Route.SELF, Fault.status(200));
        OutboundMessage message = bot.message("here I am");

        await().atMost(Duration.ofSeconds(60)).until(() -> isSent(message));

        assertThat(bot.alerts.messages()).hasSize(1);
    }

    private boolean isSent(OutboundMessage message) {
        try {
            bot.channel.send(message);
            return true;
        } catch (DeliveryException notYet) {
            assertThat(notYet.retryable()).isTrue();
            return false;
        }
    }
}
