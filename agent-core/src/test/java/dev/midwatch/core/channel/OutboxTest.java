package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.check.Severity;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final Heard heard = new Heard();
    private final ScriptedChannel chat = new ScriptedChannel("chat");
    private final ScriptedChannel console = new ScriptedChannel("console");
    private Database database;
    private Outbox outbox;
    private Couriers couriers;

    @BeforeEach
    void open() {
        open(heard);
    }

    private void open(DeliveryListener listener) {
        database = Database.open(directory.resolve("state.db"));
        Channels channels = new Channels(List.<Channel>of(console, chat), Map.of());
        outbox = new Outbox(database, channels, clock, listener);
        couriers = new Couriers(outbox, clock, new Random(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void put(String id, String target) {
        outbox.enqueue(OutboundMessage.of(id, target, "text of " + id));
    }

    private Delivery only(String message) {
        assertThat(outbox.deliveries(message)).hasSize(1);
        return outbox.deliveries(message).get(0);
    }

    private void passTo(Instant moment) {
        clock.pass(Duration.between(clock.instant(), moment));
    }

    @Test
    void aMessageIsDeliveredOnceItsChannelAcceptedIt() {
        OutboundMessage message = OutboundMessage.of("m", "chat:#alerts", "**text**")
                .severity(Optional.of(Severity.CRITICAL))
                .choices(List.of(new OutboundMessage.Choice("v", "Approve", true)));
        outbox.enqueue(message);
        assertThat(outbox.accepted("m")).isEmpty();
        assertThat(outbox.open()).extracting(Delivery::id).containsExactly("m");

        couriers.deliverDue();

        assertThat(chat.given).containsExactly(message);
        assertThat(outbox.accepted("m")).contains(TestClock.START);
        assertThat(only("m").receipt()).contains(new Receipt("receipt-of-m", Optional.of("chat:place-of-m")));
        assertThat(outbox.open()).isEmpty();
        assertThat(heard.all).containsExactly("accepted m");
    }

    @Test
    void aTemporaryRefusalIsTriedAgainLaterAndLater() {
        for (int i = 0; i < 3; i++) {
            chat.thenRefuse(DeliveryException.temporary("no connection", null));
        }
        put("m", "chat");

        Instant before = clock.instant();
        for (Duration least : List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8))) {
            couriers.deliverDue();
            couriers.deliverDue();
            assertThat(only("m").state()).isEqualTo(DeliveryState.WAITING);
            assertThat(only("m").error()).contains("no connection");
            assertThat(Duration.between(before, only("m").due()))
                    .isBetween(least, least.multipliedBy(6).dividedBy(5));
            passTo(only("m").due());
            before = clock.instant();
        }
        couriers.deliverDue();

        assertThat(chat.ids()).containsExactly("m", "m", "m", "m");
        assertThat(only("m").attempts()).isEqualTo(4);
        assertThat(only("m").state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(only("m").error()).isEmpty();
    }

    @Test
    void theOtherSideSaysHowLongToWait() {
        chat.thenRefuse(DeliveryException.retryAfter("slow down", Duration.ofMinutes(7)));
        put("m", "chat");
        couriers.deliverDue();
        assertThat(only("m").due()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(7)));
        clock.pass(Duration.ofMinutes(7).minusMillis(1));
        couriers.deliverDue();
        assertThat(chat.given).hasSize(1);
        clock.pass(Duration.ofMillis(1));
        couriers.deliverDue();
        assertThat(chat.given).hasSize(2);
    }

    @Test
    void orderIsKeptForEachTargetAndNoTargetWaitsForAnother() {
        chat.thenRefuse(DeliveryException.temporary("no", null));
        put("a1", "chat:#a");
        put("a2", "chat:#a");
        put("b1", "chat:#b");
        put("c1", "console");
        couriers.deliverDue();
        assertThat(chat.ids()).containsExactly("a1", "b1");
        assertThat(console.ids()).containsExactly("c1");
        passTo(only("a1").due());
        couriers.deliverDue();
        assertThat(chat.ids()).containsExactly("a1", "b1", "a1", "a2");
    }

    @Test
    void aRefusalForGoodIsKeptAndShown() {
        chat.thenRefuse(DeliveryException.permanent("the token is wrong"));
        put("m", "chat");
        put("n", "chat");
        couriers.deliverDue();
        assertThat(outbox.lost(10)).singleElement().satisfies(lost -> {
            assertThat(lost.id()).isEqualTo("m");
            assertThat(lost.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(lost.error()).contains("the token is wrong");
        });
        assertThat(heard.all).containsExactly("gave up m", "accepted n");
    }

    @Test
    void whatWasLostCanBeTriedOnceMore() {
        chat.thenRefuse(DeliveryException.permanent("the token is wrong"));
        put("m", "chat");
        couriers.deliverDue();
        assertThat(outbox.retry("m")).isTrue();
        assertThat(outbox.retry("m")).isFalse();
        assertThat(outbox.retry("unknown")).isFalse();
        couriers.deliverDue();
        assertThat(only("m").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void whatIsNoNewsAnyMoreIsGivenUp() {
        DeliveryException down = DeliveryException.temporary("down", null);
        for (int i = 0; i < 1000; i++) {
            chat.thenRefuse(down);
        }
        put("m", "chat");
        put("behind", "chat");
        while (only("m").state() == DeliveryState.WAITING) {
            couriers.deliverDue();
            clock.pass(Duration.ofMinutes(5));
        }
        assertThat(only("m").state()).isEqualTo(DeliveryState.EXPIRED);
        assertThat(only("m").error()).contains("given up after so long: down");
        assertThat(Duration.between(TestClock.START, clock.instant()))
                .isBetween(Outbox.WORTH.minusMinutes(10), Outbox.WORTH.plusMinutes(10));
        clock.pass(Duration.ofMinutes(10));
        couriers.deliverDue();
        assertThat(only("behind").state()).isEqualTo(DeliveryState.EXPIRED);
        assertThat(heard.all).containsExactly("gave up m", "gave up behind");
    }

    @Test
    void whatWasBeingSentWhenTheProcessDiedIsSentAgainUnderTheSameId() {
        chat.then(message -> {
            throw new ProcessDied();
        });
        put("m", "chat");
        put("after", "chat");
        assertThatThrownBy(couriers::deliverDue).isInstanceOf(ProcessDied.class);
        assertThat(only("m").state()).isEqualTo(DeliveryState.SENDING);

        database.close();
        open();

        couriers.deliverDue();
        assertThat(chat.ids()).containsExactly("m", "m", "after");
        assertThat(only("m").attempts()).isEqualTo(2);
        assertThat(heard.all).containsExactly("accepted m", "accepted after");
    }

    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aMessageIsAsLastingAsTheTransactionItWasPutInWith() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    put("m", "chat");
                    throw new IllegalStateException("the run failed");
                }))
                .hasMessage("the run failed");
        couriers.deliverDue();
        assertThat(chat.given).isEmpty();
        assertThat(outbox.deliveries("m")).isEmpty();
    }

    @Test
    void theSameMessagePutInTwiceGoesOutOnce() {
        put("m", "chat");
        couriers.deliverDue();
        put("m", "chat");
        couriers.deliverDue();
        assertThat(chat.ids()).containsExactly("m");
    }

    @Test
    void severalTargetsAreDeliveredEachAndHeardOfOnce() {
        chat.thenRefuse(DeliveryException.permanent("gone"));
        put("m", "chat, console, chat");
        couriers.deliverDue();
        assertThat(outbox.deliveries("m"))
                .extracting(Delivery::id, Delivery::target, Delivery::state)
                .containsExactly(
                        tuple("m", "chat", DeliveryState.FAILED), tuple("m.2", "console", DeliveryState.DELIVERED));
        assertThat(heard.all).containsExactly("accepted m");
    }

    @Test
    void whatHasNoChannelIsKeptAndShownOnTheConsole() {
        put("m", "discord:#alerts");
        couriers.deliverDue();
        assertThat(outbox.lost(10)).singleElement().satisfies(lost -> {
            assertThat(lost.target()).isEqualTo("discord:#alerts");
            assertThat(lost.state()).isEqualTo(DeliveryState.UNDELIVERABLE);
            assertThat(lost.error().orElseThrow()).startsWith("there is no channel \"discord\"");
        });
        assertThat(console.given)
                .singleElement()
                .satisfies(shown -> assertThat(shown.text())
                        .startsWith("*for discord:#alerts, shown here because there is no channel \"discord\"")
                        .endsWith("text of m"));
        assertThat(heard.all).containsExactly("accepted m");
        assertThat(outbox.retry("m")).isFalse();

        put("n", "discord");
        couriers.deliverDue();
        assertThat(console.given.get(1).text()).isEqualTo("text of n");
    }

    @Test
    void withoutAConsoleWhatHasNoChannelIsGivenUpAtOnce() {
        Outbox alone = new Outbox(database, new Channels(List.of(), Map.of()), clock, heard);
        alone.enqueue(OutboundMessage.of("m", "discord", "text"));
        assertThat(heard.all).containsExactly("gave up m");
    }

    @Test
    void localIsTheOutputFileAlone() {
        put("m", "local");
        couriers.deliverDue();
        assertThat(outbox.deliveries("m")).isEmpty();
        assertThat(heard.all).containsExactly("accepted m");
    }

    @Test
    void aFollowUpCarriesTheReceiptOfWhatItFollows() {
        put("first", "chat:#a");
        outbox.enqueue(OutboundMessage.of("second", "chat:#a", "fixed").replyTo(Optional.of("first")));
        outbox.enqueue(OutboundMessage.of("elsewhere", "console", "fixed").replyTo(Optional.of("first")));
        outbox.enqueue(OutboundMessage.of("answer", "chat:#a", "yes").replyTo(Optional.of("their-own-id")));
        couriers.deliverDue();
        assertThat(chat.given)
                .extracting(OutboundMessage::replyTo)
                .containsExactly(Optional.empty(), Optional.of("receipt-of-first"), Optional.of("their-own-id"));
        assertThat(console.given).extracting(OutboundMessage::replyTo).containsExactly(Optional.empty());
    }

    @Test
    void aChannelThatBreaksDownIsTriedAgain() {
        chat.then(message -> {
            throw new IllegalStateException("a bug");
        });
        put("m", "chat");
        couriers.deliverDue();
        assertThat(only("m").error().orElseThrow())
                .contains("the channel broke down")
                .contains("a bug");
        passTo(only("m").due());
        couriers.deliverDue();
        assertThat(only("m").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void anAcceptanceThatCouldNotBeWrittenDownIsNotSentAgain() {
        database.close();
        open(new DeliveryListener() {
            private boolean failed;

            @Override
            public void accepted(String message, Instant at) {
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("the disk is full");
                }
                heard.accepted(message, at);
            }
        });
        put("m", "chat");
        assertThatThrownBy(couriers::deliverDue).hasMessage("the disk is full");
        assertThat(only("m").state()).isEqualTo(DeliveryState.SENDING);
        couriers.deliverDue();
        assertThat(only("m").state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(chat.ids()).containsExactly("m");
        assertThat(heard.all).containsExactly("accepted m");
    }

    @Test
    void eachAttemptIsHeardOf() {
        List<String> attempts = new ArrayList<>();
        database.close();
        open(new DeliveryListener() {
            @Override
            public void attempted(Delivery delivery, DeliveryState outcome) {
                attempts.add(delivery.id() + " " + outcome);
            }
        });
        chat.thenRefuse(DeliveryException.temporary("down", null)).thenRefuse(DeliveryException.permanent("gone"));
        put("m", "chat");
        couriers.deliverDue();
        passTo(only("m").due());
        couriers.deliverDue();
        put("n", "chat");
        couriers.deliverDue();
        assertThat(attempts).containsExactly("m WAITING", "m FAILED", "n DELIVERED");
    }

    @Test
    void forgetsWhatEndedLongAgoAndNothingElse() {
        put("old", "chat");
        couriers.deliverDue();
        clock.pass(Duration.ofDays(30));
        chat.thenRefuse(DeliveryException.temporary("down", null));
        put("open", "chat");
        couriers.deliverDue();
        assertThat(outbox.prune(clock.instant().minus(Duration.ofDays(7)))).isEqualTo(1);
        assertThat(outbox.deliveries("old")).isEmpty();
        assertThat(outbox.deliveries("open")).hasSize(1);
    }
}
