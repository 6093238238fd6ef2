package dev.midwatch.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.job.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VitalsTest {
    private static final Instant NOW = HandClock.NOON;

    private static Vitals ticked(Duration begun, Duration ended) {
        return new Vitals(
                NOW,
                NOW.minus(Duration.ofDays(1)),
                new Pulse(Optional.of(NOW.minus(begun)), Optional.of(NOW.minus(ended))),
                Optional.empty(),
                Optional.empty());
    }

    private static Vitals with(Optional<String> storeTrouble, Optional<Instant> unreachableFrom) {
        return new Vitals(NOW, NOW, new Pulse(Optional.of(NOW), Optional.of(NOW)), storeTrouble, unreachableFrom);
    }

    @Test
    void areGoodWhileTicksCome() {
        Vitals vitals = ticked(Duration.ofSeconds(3), Duration.ofSeconds(3));

        assertThat(vitals.life()).isEqualTo(new Health.Life(true, "last tick 3 s ago"));
        assertThat(vitals.troubles()).isEmpty();
    }

    @Test
    void sayThatATickIsOverdueOnlyAfterThreeMissed() {
        assertThat(ticked(Vitals.OVERDUE, Vitals.OVERDUE).troubles()).isEmpty();

        Duration late = Vitals.OVERDUE.plusSeconds(1);
        assertThat(ticked(late, late).troubles())
                .containsExactly("a tick is overdue: the last one ended 1 min ago, one is due every 30 s");
        assertThat(ticked(late, late).life().alive()).isTrue();
    }

    @Test
    void callALoopDeadThatStandsStill() {
        assertThat(ticked(Vitals.STUCK, Vitals.STUCK).life().alive()).isTrue();

        Duration still = Vitals.STUCK.plusMinutes(1);
        assertThat(ticked(still, still).life())
                .isEqualTo(new Health.Life(false, "no tick has begun for 6 min, longer than 5 min"));
    }

    @Test
    void giveTicksThatFailTimeToBeMendedBeforeANewProcessTries() {
        Duration now = Duration.ofSeconds(1);
        assertThat(ticked(now, Vitals.FAILING).life().alive()).isTrue();
        assertThat(ticked(now, Vitals.FAILING).troubles()).hasSize(1);

        assertThat(ticked(now, Vitals.FAILING.plusMinutes(1)).life())
                .isEqualTo(new Health.Life(false, "no tick has come to its end for 31 min, longer than 30 min"));
    }

    @Test
    void countFromTheBeginningWhereNoTickEverCame() {
        Pulse none = new Pulse(Optional.empty(), Optional.empty());
        Vitals young = new Vitals(NOW, NOW.minusSeconds(20), none, Optional.empty(), Optional.empty());
        Vitals old = new Vitals(NOW, NOW.minusSeconds(400), none, Optional.empty(), Optional.empty());

        assertThat(young.life()).isEqualTo(new Health.Life(true, "began 20 s ago, no tick yet"));
        assertThat(young.troubles()).isEmpty();
        assertThat(old.life().alive()).isFalse();
        assertThat(old.troubles()).hasSize(1);
    }

    @Test
    void bearWithAClusterForFiveMinutesAndNeverDieOfIt() {
        assertThat(with(Optional.empty(), Optional.of(NOW.minusSeconds(299))).troubles())
                .isEmpty();

        Vitals lost = with(Optional.empty(), Optional.of(NOW.minusSeconds(300)));
        assertThat(lost.troubles()).containsExactly("the cluster has been unreachable for 5 min");
        assertThat(lost.life().alive()).isTrue();
    }

    @Test
    void nameEveryTroubleThereIs() {
        assertThat(with(Optional.of("the disk is full"), Optional.of(NOW.minusSeconds(3600)))
                        .troubles())
                .containsExactly(
                        "the store is not writable: the disk is full", "the cluster has been unreachable for 1 h");
    }
}
