package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.testkit.discord.Fault;
import dev.midwatch.testkit.discord.Person;
import dev.midwatch.testkit.discord.Place;
import dev.midwatch.testkit.discord.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TypingTest {
    private final Bot bot = new Bot();
    private final Person roger = bot.discord.person("roger");

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void isSeenInChannelsThreadsAndDirectMessagesOnceInAWhile() throws DeliveryException {
        Place thread = roger.opensThread(roger.says(bot.alerts, "x"), "x");
        Place night = bot.discord.channel("night");
        bot.channel.send(bot.message("connected"));

        for (int i = 0; i < 20; i++) {
            bot.channel.working("discord");
            bot.channel.working("discord:#night");
            bot.channel.working("discord:" + thread.id());
            bot.channel.working("discord:" + roger.id());
        }

        for (Place place : List.of(bot.alerts, night, thread, roger.direct())) {
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(place.typings()).as(place.name()).hasSize(1));
        }
    }

    @Test
    void isDueAgainAfterFiveSeconds() {
        AtomicLong now = new AtomicLong(-3);
        Typing typing = new Typing(new Places(""), now::get);

        assertThat(typing.isDue("a")).isTrue();
        assertThat(typing.isDue("b")).isTrue();
        now.addAndGet(4_999_999_999L);
        assertThat(typing.isDue("a")).isFalse();
        now.incrementAndGet();
        assertThat(typing.isDue("a")).isTrue();
        assertThat(typing.isDue("a")).isFalse();
    }

    @Test
    void neverWaitsAndNeverFails() throws DeliveryException {
        bot.channel.working("discord");
        bot.channel.send(bot.message("connected"));
        bot.discord.faults().always(Route.TYPING, Fault.slow(Duration.ofSeconds(2)));
        bot.discord.faults().always(Route.OPEN_DIRECT, Fault.cutBeforeAnswer());

        long begin = System.nanoTime();
        for (String target : List.of(
                "discord",
                "discord:#nowhere",
                "discord:1",
                "discord:9999999999999999999999",
                "",
                "x",
                "discord:" + roger.id())) {
            bot.channel.working(target);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
    }
}
