package dev.midwatch.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BoundedWorkersTest {
    /** What was handed to a thread and has not run yet. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final List<String> done = new ArrayList<>();
    private final BoundedWorkers workers = new BoundedWorkers(threads::add, 2);

    @Test
    void onlySoMuchGoesOnAtOnceAndTheRestInOrder() {
        for (String work : List.of("a", "b", "c", "d")) {
            workers.execute(() -> done.add(work));
        }
        assertThat(threads).hasSize(2);

        threads.remove().run();
        assertThat(threads).hasSize(2);
        while (!threads.isEmpty()) {
            threads.remove().run();
        }

        assertThat(done).containsExactly("a", "b", "c", "d");
    }

    @Test
    void workThatBreaksMakesRoomForTheNext() {
        for (int i = 0; i < 4; i++) {
            workers.execute(() -> {
                throw new IllegalStateException("broken");
            });
        }
        workers.execute(() -> done.add("after"));
        while (!threads.isEmpty()) {
            runsOrBreaks(threads.remove());
        }
        assertThat(done).containsExactly("after");
    }

    @Test
    void aRefusalTakesNoPlace() {
        BoundedWorkers refused = new BoundedWorkers(
                work -> {
                    throw new RejectedExecutionException("closed");
                },
                1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> refused.execute(() -> done.add("never")))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        assertThat(done).isEmpty();
    }

    private void runsOrBreaks(Runnable work) {
        int before = done.size();
        try {
            work.run();
            assertThat(done).hasSize(before + 1);
        } catch (IllegalStateException broken) {
            assertThat(broken).hasMessage("broken");
        }
    }
}
