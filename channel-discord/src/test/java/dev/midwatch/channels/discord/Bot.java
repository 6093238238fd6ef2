package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;

/** A loopback Discord with a channel #alerts, which is the bot's home, and our channel that talks to it. */
final class Bot implements AutoCloseable {
    static {
        // The client library's threads complain when a bot of another test is closed under them; that is no fault of
        // whoever waits meanwhile.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    static final Duration LIMIT = Duration.ofSeconds(20);

    final LoopbackDiscord discord = LoopbackDiscord.start().bucket(1_000, Duration.ofSeconds(1));
    final Place alerts = discord.channel("alerts");
    DiscordChannel channel = channel(alerts.id());
    private int messages;
    private Receipt last;

    DiscordChannel channel(String home) {
        return new DiscordChannel(config(home));
    }

    DiscordConfig config(String home) {
        return new DiscordConfig(discord.botToken(), home, discord.apiBaseUrl(), discord.gatewayUrl());
    }

    /** As if the gateway had been started anew. */
    void restart() {
        channel.close();
        channel = channel(alerts.id());
    }

    /** A message of its own to the home channel. */
    OutboundMessage message(String text) {
        return OutboundMessage.of("m" + ++messages, "discord", text);
    }

    /** As a courier does: until it is accepted. */
    Receipt deliver(OutboundMessage message) {
        AtomicReference<Receipt> receipt = new AtomicReference<>();
        AtomicInteger attempts = new AtomicInteger();
        Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).until(() -> {
            try {
                receipt.set(
                        attempts.getAndIncrement() == 0
                                ? channel.send(message)
                                : channel.sendAgain(message, Optional.ofNullable(last)));
                return true;
            } catch (DeliveryException e) {
                assertThat(e.retryable()).as(e.getMessage()).isTrue();
                return false;
            }
        });
        last = receipt.get();
        return last;
    }

    static DeliveryException refusal(ThrowingCallable call) {
        DeliveryException refusal = catchThrowableOfType(DeliveryException.class, call);
        assertThat(refusal).as("was refused").isNotNull();
        return refusal;
    }

    @Override
    public void close() {
        channel.close();
        try {
            assertThat(discord.unknownRequests()).isEmpty();
        } finally {
            discord.close();
        }
    }
}
