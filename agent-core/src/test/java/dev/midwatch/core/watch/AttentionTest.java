package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Attention attention = new Attention(
            Map.of("node", Set.of(ResourceType.NODES), "storm", Set.of(ResourceType.PODS, ResourceType.NODES)),
            nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void isForTheChecksThatListWhatHasChanged() {
        attention.changed(ResourceType.PODS);
        assertThat(attention.due()).isEmpty();

        pass(Attention.GATHERED);
        assertThat(attention.due()).containsExactly("storm");
        assertThat(attention.due()).isEmpty();
    }

    @Test
    void isForNobodyWhereNothingHasChanged() {
        attention.changed(ResourceType.SECRETS);
        pass(Duration.ofHours(1));

        assertThat(attention.due()).isEmpty();
    }

    @Test
    void letsACheckRestAHundredTimesAsLongAsItTook() {
        look("storm", Duration.ofMillis(40));
        attention.changed(ResourceType.NODES);

        pass(Duration.ofMillis(3_999));
        assertThat(attention.due()).containsExactly("node");
        pass(Duration.ofMillis(1));
        assertThat(attention.due()).containsExactly("storm");
    }

    @Test
    void letsNoCheckRestForLongNorForLessThanSomeMoments() {
        look("storm", Duration.ofSeconds(20));
        look("node", Duration.ZERO);
        attention.changed(ResourceType.NODES);

        pass(Duration.ofMillis(1_499));
        assertThat(attention.due()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(attention.due()).containsExactly("node");
        pass(Attention.LONGEST_REST);
        assertThat(attention.due()).contains("storm");
    }

    @Test
    void looksAgainForSomeMinutesAlsoWhileOtherThingsChange() {
        attention.changed(ResourceType.NODES);
        int looks = 0;
        for (int second = 0; second < 1_200; second++) {
            pass(Duration.ofSeconds(1));
            attention.changed(ResourceType.PODS);
            Set<String> due = attention.due();
            attention.looked(due, Duration.ofMillis(1));
            looks += due.contains("node") ? 1 : 0;
        }

        assertThat(looks).isBetween(35, 42);
    }

    @Test
    void looksAgainForWhatCouldNotBeTold() {
        look("node", Duration.ZERO);
        attention.unfinished(Set.of("node"));

        pass(Attention.LOOK_AGAIN);
        assertThat(attention.due()).containsExactly("node");
    }

    @Test
    void wakesWhoeverWaitsWhenSomethingChanges() throws InterruptedException {
        Attention now = new Attention(Map.of("node", Set.of(ResourceType.NODES)), System::nanoTime);
        Thread other = new Thread(() -> now.changed(ResourceType.NODES));
        long from = System.nanoTime();
        other.start();

        assertThat(now.await(Duration.ofSeconds(30))).containsExactly("node");
        assertThat(System.nanoTime() - from).isLessThan(Duration.ofSeconds(20).toNanos());
        other.join();
    }

    @Test
    void waitsNoLongerThanItIsTold() throws InterruptedException {
        Attention now = new Attention(Map.of("node", Set.of(ResourceType.NODES)), System::nanoTime);

        assertThat(now.await(Duration.ofMillis(20))).isEmpty();
    }

    private void look(String check, Duration work) {
        attention.looked(Set.of(check), work);
    }
}
