package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final List<Integer> MANY = IntStream.range(0, 40).boxed().toList();

    @Test
    void givesWhatComesOfEachInTheirOrder() {
        assertThat(SideBySide.each(MANY, one -> one * one, one -> -1))
                .isEqualTo(MANY.stream().map(one -> one * one).toList());
        assertThat(SideBySide.each(List.of(1, 2), one -> one * one, one -> -1)).containsExactly(1, 4);
        assertThat(SideBySide.each(List.<Integer>of(), one -> one, one -> -1)).isEmpty();
    }

    @Test
    void oneThatWaitsForAnotherDoesNotStandInItsWay() {
        CountDownLatch second = new CountDownLatch(1);

        List<Boolean> done = SideBySide.each(
                MANY,
                one -> {
                    if (one == 0) {
                        return waited(second);
                    }
                    second.countDown();
                    return true;
                },
                one -> false);

        assertThat(done).hasSize(40).containsOnly(true);
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whoeverIsInterruptedEndsThoseAtWork() {
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        Set<Integer> ended = ConcurrentHashMap.newKeySet();
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();

        List<String> all = SideBySide.each(
                MANY,
                one -> {
                    begun.add(one);
                    caller.interrupt();
                    String how = waited(never) ? "waited" : "woken";
                    ended.add(one);
                    return how;
                },
                one -> "cut off");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(all).hasSize(40).containsOnly("cut off");
        await().atMost(20, TimeUnit.SECONDS).until(() -> begun.equals(ended));
    }

    @Test
    void passesOnWhatNobodyExpected() {
        assertThatThrownBy(() -> SideBySide.each(
                        MANY,
                        one -> {
                            throw new AssertionError("a bug");
                        },
                        one -> null))
                .hasRootCauseMessage("a bug");
    }
}
