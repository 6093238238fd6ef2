package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void letsABurstThroughAndThenKeepsThePace() {
        Pacer pacer = new Pacer(10, now::get);

        assertThat(waits(pacer, 20)).containsOnly(0L);
        assertThat(waits(pacer, 3)).containsExactly(100L, 200L, 300L);
    }

    @Test
    void savesUpNoMoreThanABurst() {
        Pacer pacer = new Pacer(10, now::get);
        waits(pacer, 20);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));

        assertThat(waits(pacer, 20)).containsOnly(0L);
        assertThat(waits(pacer, 1)).containsExactly(100L);
    }

    @Test
    void letsOneThroughAtOnceHoweverSlowThePaceIs() {
        Pacer pacer = new Pacer(0.1, now::get);

        assertThat(waits(pacer, 2)).containsExactly(0L, 10_000L);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        Pacer pacer = new Pacer(0.001, now::get);
        waits(pacer, 1);
        Thread.currentThread().interrupt();

        ClusterException stopped = catchThrowableOfType(ClusterException.class, pacer::await);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.why()).isEqualTo(Why.TIMEOUT);
    }

    private static List<Long> waits(Pacer pacer, int requests) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            waits.add(Math.round(pacer.take() / 1e6));
        }
        return waits;
    }
}
