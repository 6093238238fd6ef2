package dev.midwatch.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T12:00:00Z"));
    private final Strangers strangers = new Strangers(now::get);

    private boolean line(String channel, String id) {
        return strangers.deservesALine(channel, Person.of(id, "Mallory"));
    }

    @Test
    void eachGetsOneLineADayInEachChannel() {
        assertThat(line("discord", "1")).isTrue();
        assertThat(line("discord", "1")).isFalse();
        assertThat(line("discord", "2")).isTrue();
        assertThat(line("slack", "1")).isTrue();

        now.set(now.get().plus(Duration.ofHours(23)));
        assertThat(line("discord", "1")).isFalse();
        now.set(now.get().plus(Duration.ofHours(1)));
        assertThat(line("discord", "1")).isTrue();
        assertThat(line("discord", "1")).isFalse();
    }

    @Test
    void aCrowdGetsTenLinesAMinute() {
        for (int i = 0; i < 30; i++) {
            assertThat(line("discord", "id-" + i)).as("stranger %d", i).isEqualTo(i < 10);
        }
        now.set(now.get().plusSeconds(60));
        assertThat(line("discord", "id-20")).isTrue();
    }

    @Test
    void manyOfThemDoNotFillTheMemory() {
        for (int i = 0; i < 5_000; i++) {
            now.set(now.get().plusSeconds(10));
            assertThat(line("discord", "id-" + i)).isTrue();
        }
        assertThat(strangers.remembered()).isEqualTo(1_000);
        assertThat(line("discord", "id-4999")).isFalse();
    }
}
