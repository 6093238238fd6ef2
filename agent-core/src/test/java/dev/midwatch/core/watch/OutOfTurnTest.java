package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutOfTurnTest {
    private final AtomicLong nanos = new AtomicLong();
    private final OutOfTurn turns = new OutOfTurn(nanos::get);

    @Test
    void keepsRunsOfAJobApart() {
        turns.ran("a");

        assertThat(turns.allowed("a")).isFalse();
        assertThat(turns.allowed("b")).isTrue();
        pass(OutOfTurn.APART);
        assertThat(turns.allowed("a")).isTrue();
    }

    @Test
    void allowsOnlySoManyHoweverMuchGoesWrong() {
        for (int i = 0; i < OutOfTurn.MOST; i++) {
            assertThat(turns.allowed("a")).isTrue();
            turns.ran("a");
            pass(OutOfTurn.APART);
        }
        assertThat(turns.allowed("a")).isFalse();
        pass(OutOfTurn.WINDOW.minus(OutOfTurn.APART.multipliedBy(OutOfTurn.MOST)));
        assertThat(turns.allowed("a")).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
