package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Interrupting and closing. Alone, as it looks at all the threads of the process. */
@Isolated
class EndTest {
    private static final Inbox DEAF = new Inbox() {
        @Override
        public void message(InboundMessage message) {}

        @Override
        public String decide(Decision decision) {
            return "";
        }
    };

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final Bot bot = new Bot();

    @AfterEach
    void stop() {
        bot.close();
    }

    /** Of JDA, its websocket and its HTTP client, and ours. */
    private List<String> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("discord")
                        || name.contains("JDA")
                        || name.contains("Session")
                        || name.startsWith("OkHttp http")
                        || name.contains("WebSocket"))
                .toList();
    }

    private void assertNothingLeft(Duration limit) {
        Awaitility.await().atMost(limit).untilAsserted(() -> assertThat(left()).isEmpty());
    }

    private CompletableFuture<Throwable> sending(Runnable begun) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    begun.run();
                    try {
                        bot.channel.send(bot.message("slow"));
                        outcome.complete(null);
                    } catch (DeliveryException | RuntimeException e) {
                        outcome.complete(e);
                    }
                },
                "sender");
        thread.start();
        return outcome;
    }

    @Test
    void leavesNoThreadBehindAndCanBeClosedTwice() throws DeliveryException {
        bot.channel.start(DEAF);
        bot.channel.send(bot.message("hello"));
        assertThat(left()).isNotEmpty();

        bot.channel.close();
        bot.channel.close();

        assertNothingLeft(Duration.ofSeconds(2));
        assertThatThrownBy(() -> bot.channel.send(bot.message("late"))).hasMessage("the channel to Discord is closed");
        bot.channel.working("discord");
        assertThat(left()).isEmpty();
    }

    @Test
    void canBeClosedBeforeItWasEverUsed() {
        bot.channel.close();

        bot.channel.start(DEAF);

        assertThat(left()).isEmpty();
    }

    @Test
    void canBeClosedWhileItLooksWhetherTheTokenIsRight() {
        bot.discord.faults().always(Route.SELF, Fault.slow(Duration.ofSeconds(30)));
        bot.channel.start(DEAF);
        Awaitility.await().until(() -> bot.discord.faults().counts().containsKey(Fault.Kind.SLOW));

        bot.channel.close();

        assertNothingLeft(Duration.ofSeconds(5));
    }

    @Test
    void canBeClosedWhileTheGatewayIsShut() throws InterruptedException {
        bot.discord.gateway().shut();
        bot.channel.start(DEAF);
        Awaitility.await().until(() -> left().contains("discord-login"));

        bot.channel.close();

        assertNothingLeft(Duration.ofSeconds(5));
    }

    @Test
    void canBeClosedWhileTheGatewayTakesConnectionsAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            DiscordConfig config = bot.config("");
            DiscordChannel channel = new DiscordChannel(new DiscordConfig(
                    config.botToken(), "", config.apiBaseUrl(), "ws://127.0.0.1:" + silent.getLocalPort()));
            channel.start(DEAF);
            silent.accept();

            channel.close();

            assertNothingLeft(Duration.ofSeconds(12));
        }
    }

    @Test
    void canBeClosedWhileItRestsBetweenTwoLogins() {
        bot.discord.faults().always(Route.SELF, Fault.refused(401, 0));
        bot.channel.start(DEAF);
        Awaitility.await().until(() -> bot.channel.trouble().equals(Trouble.INVALID_TOKEN));

        bot.channel.close();

        assertNothingLeft(Duration.ofSeconds(2));
    }

    @Test
    void letsGoOfWhoIsSendingWhenItIsClosed() throws Exception {
        bot.channel.send(bot.message("connected"));
        bot.discord.faults().always(Route.SEND, Fault.slow(Duration.ofSeconds(30)));
        CompletableFuture<Throwable> outcome = sending(() -> {});
        Awaitility.await().until(() -> bot.discord.faults().counts().containsKey(Fault.Kind.SLOW));

        bot.channel.close();

        assertThat(outcome.get(2, TimeUnit.SECONDS)).isInstanceOf(DeliveryException.class);
        assertNothingLeft(Duration.ofSeconds(2));
    }

    @Test
    void letsGoOfWhoWaitsForTheFirstLoginWhenItIsClosed() throws Exception {
        bot.discord.gateway().shut();
        CompletableFuture<Throwable> outcome = sending(() -> {});
        Awaitility.await().until(() -> left().contains("discord-login"));

        bot.channel.close();

        assertThat(outcome.get(2, TimeUnit.SECONDS)).hasMessage("the channel to Discord is closed");
    }

    @Test
    void anInterruptedSendEndsAtOnceAndIsNotSentLater() throws Exception {
        bot.channel.send(bot.message("connected"));
        bot.discord.faults().next(Route.SEND, Fault.rateLimited(Duration.ofSeconds(2)));
        Thread[] sender = new Thread[1];
        CompletableFuture<Throwable> outcome = sending(() -> sender[0] = Thread.currentThread());
        Awaitility.await().until(() -> bot.discord.faults().counts().containsKey(Fault.Kind.RATE_LIMITED));

        sender[0].interrupt();

        assertThat(outcome.get(1, TimeUnit.SECONDS)).hasMessage("interrupted while waiting for Discord");
        bot.deliver(bot.message("next"));
        assertThat(bot.alerts.messages())
                .extracting(message -> message.content())
                .containsExactly("connected", "next");
    }

    @Test
    void anInterruptedWaitForTheLoginEndsAtOnce() throws Exception {
        bot.discord.gateway().shut();
        Thread[] sender = new Thread[1];
        CompletableFuture<Throwable> outcome = sending(() -> sender[0] = Thread.currentThread());
        Awaitility.await().until(() -> left().contains("discord-login"));

        sender[0].interrupt();

        assertThat(outcome.get(1, TimeUnit.SECONDS)).hasMessage("interrupted while connecting to Discord");
    }
}
