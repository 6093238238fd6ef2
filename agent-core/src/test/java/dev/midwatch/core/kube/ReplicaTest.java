package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Replica.Applied;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private final Replica replica = new Replica(ResourceType.PODS);

    @Test
    void keepsTheOrderOfTheServersLists() {
        replica.replace(List.of(pod("shop", "b", "1"), pod("bank", "c", "1")), "5");
        apply(new WatchEvent.Put(pod("shop", "a", "1"), "6"));

        assertThat(replica.view()).extracting(KubeObject::name).containsExactly("c", "a", "b");
        assertThat(replica.position().version()).isEqualTo("6");
    }

    @Test
    void keepsTheSameObjectWhereNothingOfItHasChanged() {
        KubeObject first = pod("shop", "a", "1");
        replica.replace(List.of(first), "5");
        List<KubeObject> view = replica.view();

        assertThat(apply(new WatchEvent.Put(pod("shop", "a", "1"), "6"))).isEqualTo(Applied.UNCHANGED);
        assertThat(apply(new WatchEvent.Gone(pod("shop", "x", "1"), "7"))).isEqualTo(Applied.UNCHANGED);
        assertThat(apply(new WatchEvent.Bookmark("8"))).isEqualTo(Applied.UNCHANGED);

        assertThat(replica.view()).isSameAs(view);
        assertThat(replica.view().get(0)).isSameAs(first);
        assertThat(replica.position().version()).isEqualTo("8");
    }

    @Test
    void takesNothingOfAnEarlierVersion() {
        replica.replace(List.of(pod("shop", "a", "1")), "1000");

        assertThat(apply(new WatchEvent.Put(pod("shop", "a", "2"), "999"))).isEqualTo(Applied.BACKWARDS);
        assertThat(apply(new WatchEvent.Bookmark("7"))).isEqualTo(Applied.BACKWARDS);
        assertThat(apply(new WatchEvent.Gone(pod("shop", "a", "1"), "8"))).isEqualTo(Applied.BACKWARDS);
        assertThat(apply(new WatchEvent.Bookmark("1000"))).isEqualTo(Applied.UNCHANGED);
        assertThat(apply(new WatchEvent.Bookmark("x9"))).isEqualTo(Applied.UNCHANGED);

        assertThat(replica.view()).hasSize(1);
    }

    @Test
    void tellsWhetherAnotherListShowsSomethingElseAndKeepsWhatIsTheSame() {
        assertThat(replica.replace(List.of(pod("shop", "a", "1")), "5")).isTrue();
        KubeObject first = replica.view().get(0);

        assertThat(replica.replace(List.of(pod("shop", "a", "1")), "6")).isFalse();
        assertThat(replica.view().get(0)).isSameAs(first);
        assertThat(replica.replace(List.of(pod("shop", "a", "2")), "7")).isTrue();
        assertThat(replica.replace(List.of(pod("shop", "b", "2")), "8")).isTrue();
        assertThat(replica.replace(List.of(), "9")).isTrue();
        assertThat(replica.view()).isEmpty();
    }

    @Test
    void holdsOnceWhatAChangeLeftAsItWas() throws IOException {
        replica.replace(List.of(parsed("Pending")), "5");
        Object labels = replica.view().get(0).at("metadata.labels").raw();

        assertThat(apply(new WatchEvent.Put(parsed("Running"), "6"))).isEqualTo(Applied.CHANGED);

        assertThat(replica.view().get(0).at("status.phase").text()).isEqualTo("Running");
        assertThat(replica.view().get(0).at("metadata.labels").raw()).isSameAs(labels);
    }

    private static KubeObject parsed(String phase) throws IOException {
        String json = "{\"metadata\":{\"name\":\"a\",\"labels\":{\"app\":\"web\"}},\"status\":{\"phase\":\"%s\"}}";
        return LiveReader.read(
                ResourceType.PODS,
                new ByteArrayInputStream(json.formatted(phase).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void leavesAViewAsItWas() {
        replica.replace(List.of(pod("shop", "a", "1")), "5");
        List<KubeObject> before = replica.view();

        assertThat(apply(new WatchEvent.Gone(pod("shop", "a", "1"), "6"))).isEqualTo(Applied.CHANGED);

        assertThat(before).hasSize(1);
        assertThat(replica.view()).isEmpty();
    }

    @Test
    void hearsNoMoreOfAListThatWasReplaced() {
        replica.replace(List.of(), "5");
        long old = replica.position().generation();
        replica.replace(List.of(), "9");

        assertThat(replica.apply(old, new WatchEvent.Put(pod("shop", "a", "1"), "6")))
                .isEqualTo(Applied.OUTDATED);
        assertThat(replica.view()).isEmpty();
        assertThat(replica.position().version()).isEqualTo("9");
    }

    @Test
    void dropsTheOldestEventsOfAStorm() {
        Replica events = new Replica(10);
        events.replace(IntStream.range(10, 20).mapToObj(ReplicaTest::event).toList(), "5");
        long generation = events.position().generation();

        events.apply(generation, new WatchEvent.Put(event(59), "6"));

        assertThat(events.view())
                .extracting(KubeObject::name)
                .doesNotContain("e10", "e11")
                .contains("e12", "e59");
        assertThat(events.size()).isEqualTo(9);
    }

    private Applied apply(WatchEvent event) {
        return replica.apply(replica.position().generation(), event);
    }

    private static KubeObject event(int minute) {
        return KubeObject.of(
                ResourceType.EVENTS,
                Map.of(
                        "metadata",
                        Map.of("name", "e" + minute, "namespace", "shop"),
                        "lastTimestamp",
                        "2026-01-02T12:%d:00Z".formatted(minute)));
    }

    private static KubeObject pod(String namespace, String name, String restarts) {
        return KubeObject.of(
                ResourceType.PODS,
                Map.of("metadata", Map.of("namespace", namespace, "name", name), "status", Map.of("r", restarts)));
    }
}
