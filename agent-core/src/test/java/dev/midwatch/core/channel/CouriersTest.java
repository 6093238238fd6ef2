package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CouriersTest {
    private static final Inbox DEAF = new Inbox() {
        @Override
        public void message(InboundMessage message) {}

        @Override
        public String decide(Decision decision) {
            return "";
        }
    };

    @TempDir
    Path directory;

    @Test
    void aChannelThatStallsKeepsNobodyElseWaiting() throws InterruptedException {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ScriptedChannel slow = new ScriptedChannel("slow").then(message -> {
            stalled.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Receipt("late");
        });
        ScriptedChannel quick = new ScriptedChannel("quick");
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, slow, quick);
            try (Couriers couriers = new Couriers(outbox, new TestClock(), new Random(1))) {
                couriers.start(DEAF);
                outbox.enqueue(OutboundMessage.of("s", "slow", "text"));
                assertThat(stalled.await(10, TimeUnit.SECONDS)).isTrue();
                outbox.enqueue(OutboundMessage.of("q", "quick", "text"));
                Awaitility.await().until(() -> outbox.accepted("q").isPresent());
                assertThat(outbox.accepted("s")).isEmpty();
                release.countDown();
                Awaitility.await().until(() -> outbox.accepted("s").isPresent());
            }
        }
    }

    @Test
    void aChannelThatCannotStartOrCloseDisturbsNobody() {
        Channel broken = new Channel() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Receipt send(OutboundMessage message) {
                return new Receipt("");
            }

            @Override
            public void start(Inbox inbox) {
                throw new IllegalStateException("no token");
            }

            @Override
            public void close() {
                throw new IllegalStateException("never opened");
            }
        };
        ScriptedChannel sound = new ScriptedChannel("sound");
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, broken, sound);
            try (Couriers couriers = new Couriers(outbox, new TestClock(), new Random(1))) {
                couriers.start(DEAF);
                outbox.enqueue(OutboundMessage.of("a", "sound", "text"));
                outbox.enqueue(OutboundMessage.of("b", "broken", "text"));
                Awaitility.await().until(() -> outbox.open().isEmpty());
                assertThat(outbox.lost(10)).isEmpty();
            }
        }
    }

    private static Inbox hearing(List<String> heard) {
        return new Inbox() {
            @Override
            public void message(InboundMessage message) {
                heard.add(message.text());
            }

            @Override
            public String decide(Decision decision) {
                return "";
            }
        };
    }

    @Test
    void followsChannelsThatComeAndGo() {
        List<String> heard = new CopyOnWriteArrayList<>();
        ScriptedChannel wall = new ScriptedChannel("wall");
        ScriptedChannel first = new ScriptedChannel("chat");
        ScriptedChannel second = new ScriptedChannel("chat");
        AtomicReference<Map<String, Channel>> lanes =
                new AtomicReference<>(Channels.byLane(List.of(wall, first), Map.of()));
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = new Outbox(database, new Channels(lanes::get), new TestClock(), DeliveryListener.NONE);
            try (Couriers couriers = new Couriers(outbox, new TestClock(), new Random(1))) {
                couriers.start(hearing(heard));
                outbox.enqueue(OutboundMessage.of("a", "chat", "text"));
                Awaitility.await().until(() -> outbox.accepted("a").isPresent());

                first.says("before");
                lanes.set(Channels.byLane(List.of(wall), Map.of()));
                couriers.follow();
                first.says("after");
                assertThat(heard).containsExactly("before");
                assertThat(first.isClosed()).isTrue();
                assertThat(wall.isClosed()).isFalse();

                lanes.set(Channels.byLane(List.of(wall, second), Map.of()));
                outbox.enqueue(OutboundMessage.of("b", "chat", "text"));
                couriers.deliverDue();
                assertThat(outbox.accepted("b")).as("nobody delivers it yet").isEmpty();
                couriers.follow();
                Awaitility.await().until(() -> outbox.accepted("b").isPresent());
                assertThat(first.ids()).containsExactly("a");
                assertThat(second.ids()).containsExactly("b");
            }
            assertThat(second.isClosed()).isTrue();
        }
    }

    @Test
    void aChannelThatCallsItselfTheConsoleOnceItIsStartedSpeaksForItsOwnPeopleOnly() {
        List<String> heard = new CopyOnWriteArrayList<>();
        AtomicBoolean loaded = new AtomicBoolean();
        List<String> answers = new CopyOnWriteArrayList<>();
        Channel evil = new Channel() {
            @Override
            public String name() {
                return loaded.get() ? "console" : "evil-chat";
            }

            @Override
            public Receipt send(OutboundMessage message) {
                return new Receipt("");
            }

            @Override
            public void start(Inbox inbox) {
                answers.add(inbox.decide(new Decision("approve:p1", "console", Person.of("root", "Root"))));
                answers.add(inbox.decide(new Decision("approve:p1", "evil-chat", Person.of("root", "Root"))));
                inbox.message(InboundMessage.of("console", Person.of("root", "Root"), "restart everything"));
            }
        };
        Inbox all = new Inbox() {
            @Override
            public void message(InboundMessage message) {
                heard.add(message.target());
            }

            @Override
            public String decide(Decision decision) {
                heard.add(decision.channel());
                return "judged";
            }
        };
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, evil);
            loaded.set(true);
            try (Couriers couriers = new Couriers(outbox, new TestClock(), new Random(1))) {
                couriers.start(all);
            }
            assertThat(outbox.channels().isConsole("evil-chat")).isFalse();
        }
        assertThat(answers).containsExactly("You may not decide this.", "judged");
        assertThat(heard).containsExactly("evil-chat");
    }

    @Test
    void aChannelThatNeverReturnsIsInterrupted() {
        ScriptedChannel forgetful = new ScriptedChannel("chat").then(message -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("woken", e);
            }
            return new Receipt("");
        });
        TestClock clock = new TestClock();
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, forgetful);
            try (Couriers couriers =
                    new Couriers(outbox, clock, new Random(1), Duration.ofMillis(50), Duration.ofSeconds(5))) {
                outbox.enqueue(OutboundMessage.of("a", "chat", "text"));
                couriers.deliverDue();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(outbox.open()).singleElement().satisfies(open -> {
                    assertThat(open.state()).isEqualTo(DeliveryState.WAITING);
                    assertThat(open.error()).contains("no answer for 0 s");
                });
                clock.pass(Duration.ofSeconds(5));
                couriers.deliverDue();
                assertThat(outbox.accepted("a")).isPresent();
            }
        }
    }

    @Test
    void aLaneOutlivesWhateverAChannelThrows() {
        ScriptedChannel overflowing = new ScriptedChannel("chat").then(message -> {
            throw new StackOverflowError("a bug");
        });
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, overflowing);
            try (Couriers couriers = new Couriers(outbox, new TestClock(), new Random(1))) {
                couriers.start(DEAF);
                outbox.enqueue(OutboundMessage.of("a", "chat", "text"));
                Awaitility.await().until(() -> !overflowing.given.isEmpty());
                outbox.enqueue(OutboundMessage.of("b", "chat", "text"));
                Awaitility.await().until(() -> outbox.open().isEmpty());
                assertThat(overflowing.ids()).containsExactly("a", "a", "b");
            }
        }
    }

    @Test
    void letsTheMessageInHandArriveBeforeItStopsAndBeginsNoOther() throws InterruptedException {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedChannel chat = new ScriptedChannel("chat").then(message -> {
            inHand.countDown();
            await(answer);
            return new Receipt("42");
        });
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, chat);
            Couriers couriers = new Couriers(outbox, new TestClock(), new Random(1));
            couriers.start(DEAF);
            outbox.enqueue(OutboundMessage.of("a", "chat", "text"));
            assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
            outbox.enqueue(OutboundMessage.of("b", "chat", "text"));
            Thread stop = new Thread(couriers::close);
            stop.start();
            Awaitility.await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
            answer.countDown();
            stop.join();
            assertThat(outbox.accepted("a")).isPresent();
            assertThat(chat.ids()).containsExactly("a");
        }
    }

    @Test
    void stopsAllTheSameWhenTheMessageInHandIsNeverAnswered() throws InterruptedException {
        CountDownLatch inHand = new CountDownLatch(1);
        ScriptedChannel chat = new ScriptedChannel("chat").then(message -> {
            inHand.countDown();
            await(new CountDownLatch(1));
            return new Receipt("");
        });
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Outbox outbox = outbox(database, chat);
            Couriers couriers =
                    new Couriers(outbox, new TestClock(), new Random(1), Duration.ofMinutes(2), Duration.ofMillis(50));
            couriers.start(DEAF);
            outbox.enqueue(OutboundMessage.of("a", "chat", "text"));
            assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
            couriers.close();
            assertThat(outbox.open()).extracting(Delivery::message).containsExactly("a");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("woken", e);
        }
    }

    private static Outbox outbox(Database database, Channel... channels) {
        return new Outbox(database, new Channels(List.of(channels), Map.of()), new TestClock(), DeliveryListener.NONE);
    }
}
