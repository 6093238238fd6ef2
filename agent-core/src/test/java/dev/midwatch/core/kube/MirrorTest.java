package dev.midwatch.core.kube;

import static dev.midwatch.core.kube.MirrorWorld.MAPS;
import static dev.midwatch.core.kube.MirrorWorld.QUICK;
import static dev.midwatch.core.kube.MirrorWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private static final String PODS = "/api/v1/pods";

    @AutoClose
    private MirrorWorld world;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        world = new MirrorWorld(directory);
    }

    @Test
    void showsWhatHasChangedWithoutAskingAgain() throws ClusterException {
        world.follow(QUICK);
        assertThat(world.shown(ResourceType.CONFIG_MAPS)).doesNotContainKey("default/a");

        world.create(ResourceType.CONFIG_MAPS, "a", Map.of("data", Map.of("k", "1")));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a"));
        world.merge(ResourceType.CONFIG_MAPS, "default", "a", Map.of("data", Map.of("k", "2")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(world.shown(ResourceType.CONFIG_MAPS))
                        .isEqualTo(world.fresh(ResourceType.CONFIG_MAPS)));
        world.delete(ResourceType.CONFIG_MAPS, "a");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).doesNotContainKey("default/a"));

        assertThat(world.proxy.count(MAPS, false)).isEqualTo(1);
        assertThat(world.proxy.count(MAPS, true)).isEqualTo(1);
    }

    @Test
    void holdsWhatIsFollowedAndAsksForNothingElse() throws ClusterException {
        world.followMaps(QUICK);
        int requests = world.proxy.requests.size();

        Snapshot held =
                world.follower.held(MirrorWorld.NEEDS, SnapshotScope.EVERYTHING).orElseThrow();

        assertThat(held.list(ResourceType.CONFIG_MAPS)).isNotEmpty();
        assertThat(held.coverage().blind())
                .allMatch(Coverage.Blind::inPassing)
                .extracting(Coverage.Blind::resource)
                .contains("pods", "nodes", "secrets")
                .doesNotContain("configmaps");
        assertThat(world.proxy.requests).hasSize(requests);
    }

    @Test
    void saysHowOldItIsWhatItShows() {
        world.follow(QUICK);

        assertThat(world.snapshot(ResourceType.PODS).coverage().lookedAt())
                .singleElement()
                .satisfies(first -> assertThat(first.age()).isEmpty());
        assertThat(world.snapshot(ResourceType.PODS).coverage().lookedAt())
                .singleElement()
                .satisfies(again -> assertThat(again.age())
                        .hasValueSatisfying(age -> assertThat(age).isLessThan(SOON)));
    }

    @Test
    void tellsOfChangesThatShowAndOfNoOthers() throws ClusterException {
        Set<ResourceType> changed = ConcurrentHashMap.newKeySet();
        AtomicInteger times = new AtomicInteger();
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of("data", Map.of("k", "1")));
        annotate("before");
        world.follow(QUICK).onChange(type -> {
            changed.add(type);
            times.incrementAndGet();
        });
        world.shown(ResourceType.CONFIG_MAPS);

        annotate("after");
        world.merge(ResourceType.CONFIG_MAPS, "default", "a", Map.of("data", Map.of("k", "2")));

        await().atMost(SOON).until(() -> !changed.isEmpty());
        assertThat(changed).containsExactly(ResourceType.CONFIG_MAPS);
        assertThat(times).hasValue(1);
    }

    private void annotate(String value) throws ClusterException {
        Map<String, ?> metadata = Map.of("annotations", Map.of("somebody/else", value));
        world.merge(ResourceType.CONFIG_MAPS, "default", "a", Map.of("metadata", metadata));
    }

    @Test
    void goesOnAfterACutWithoutListingAgain() throws ClusterException {
        world.followMaps(QUICK);

        world.proxy.cutWatches();
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a"));
        assertThat(world.proxy.count(MAPS, false)).isEqualTo(1);
    }

    @Test
    void listsAgainWhatTheServerNoLongerKnows() throws ClusterException {
        world.followMaps(QUICK);

        world.proxy.loseHistory(2);
        world.proxy.cutWatches();
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a"));
        await().atMost(SOON).until(() -> world.proxy.count(MAPS, true) >= 4);
        assertThat(world.proxy.count(MAPS, false)).isBetween(3L, 6L);
    }

    @Test
    void listsInEachCycleWhatMayNotBeWatched() throws ClusterException {
        world.proxy.forbidden = path -> path.contains("watch=true");
        world.follow(QUICK);

        world.shown(ResourceType.CONFIG_MAPS);
        await().atMost(SOON)
                .until(() -> world.follower.mirror().orElseThrow().standings().isEmpty()
                        && world.proxy.count(MAPS, true) == 1);
        assertThat(world.follower.mirror().orElseThrow().following()).containsEntry(ResourceType.CONFIG_MAPS, false);
        for (int i = 0; i < 3; i++) {
            world.create(ResourceType.CONFIG_MAPS, "m" + i, Map.of());
            assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/m" + i);
        }

        assertThat(world.proxy.count(MAPS, false)).isEqualTo(4);
        assertThat(world.proxy.count(MAPS, true)).isEqualTo(1);
    }

    @Test
    void tellsAGapAndNoOldNewsWhileTheServerIsAway() throws ClusterException {
        world.follow(QUICK);
        assertThat(world.shown(ResourceType.PODS)).isNotEmpty();

        world.proxy.away = true;
        world.proxy.cutWatches();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.PODS)).isEqualTo(Map.of("gap", Why.UNREACHABLE)));
        assertThat(world.snapshot(ResourceType.PODS).coverage().blind())
                .containsExactly(new Coverage.Blind("pods", "*", "unreachable"));

        world.proxy.away = false;
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.PODS)).isEqualTo(world.fresh(ResourceType.PODS)));
    }

    @Test
    void doesNotBelieveAWatchThatTellsNothing() throws ClusterException {
        world.proxy.mute = true;
        world.followMaps(new MirrorTimes(
                Duration.ofMillis(400),
                QUICK.absence(),
                QUICK.firstRest(),
                QUICK.longRest(),
                QUICK.unwanted(),
                QUICK.refused(),
                QUICK.unwatched(),
                QUICK.relist()));
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a"));
    }

    @Test
    void followsTheNamespacesItMaySeeWhereItMayNotSeeAll() throws ClusterException {
        world.proxy.forbidden = path -> path.startsWith(MAPS);
        world.follow(QUICK);

        assertThat(world.shown(ResourceType.CONFIG_MAPS)).isNotEmpty();
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a"));

        assertThat(world.proxy.count("/api/v1/namespaces/default/configmaps", false))
                .isEqualTo(1);
        assertThat(world.snapshot(ResourceType.CONFIG_MAPS).coverage().blind())
                .singleElement()
                .satisfies(blind -> assertThat(blind.hides("default")).isFalse());
    }

    @Test
    void keepsNoValueOfASecret() throws ClusterException {
        world.follow(QUICK);
        world.shown(ResourceType.SECRETS);
        world.create(ResourceType.SECRETS, "s", Map.of("data", Map.of("password", "aHVudGVyMi1odW50ZXIy")));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.SECRETS)).containsKey("default/s"));
        assertThat(world.shown(ResourceType.SECRETS).get("default/s").toString())
                .contains("password")
                .doesNotContain("aHVudGVy");
    }

    @Test
    void asksForMetricsEachTime() {
        world.follow(QUICK);

        world.shown(ResourceType.POD_METRICS);
        world.shown(ResourceType.POD_METRICS);

        assertThat(world.proxy.count("/apis/metrics.k8s.io/v1beta1/pods", true)).isZero();
        assertThat(world.proxy.count("/apis/metrics.k8s.io/v1beta1/pods", false))
                .isEqualTo(2);
    }

    @Test
    void dropsWhatNobodyReads() {
        Mirror mirror = world.follow(new MirrorTimes(
                QUICK.silence(),
                QUICK.absence(),
                QUICK.firstRest(),
                QUICK.longRest(),
                Duration.ofMillis(300),
                QUICK.refused(),
                QUICK.unwatched(),
                QUICK.relist()));
        world.shown(ResourceType.CONFIG_MAPS);

        await().atMost(SOON).untilAsserted(() -> {
            world.shown(ResourceType.PODS);
            assertThat(mirror.standings()).extracting(Mirror.Standing::type).containsExactly(ResourceType.PODS);
        });
    }

    @Test
    void isNotAskedForFieldsItDoesNotKeep() {
        world.follower.follow(List.of(MirrorWorld.NEEDS.get(0)), Set.of(), SnapshotScope.EVERYTHING, QUICK);

        world.shown(ResourceType.NODES);
        world.shown(ResourceType.NODES);

        assertThat(world.proxy.count("/api/v1/nodes", false)).isEqualTo(2);
        assertThat(world.proxy.count(PODS, false)).isZero();
    }
}
