package dev.midwatch.core.kube;

import static dev.midwatch.core.kube.MirrorWorld.MAPS;
import static dev.midwatch.core.kube.MirrorWorld.QUICK;
import static dev.midwatch.core.kube.MirrorWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorInBadTimesTest {
    @AutoClose
    private MirrorWorld world;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        world = new MirrorWorld(directory);
    }

    @Test
    void showsNothingOldWhenTheServerIsBackAndHasToldNothingYet() throws ClusterException {
        world.follow(QUICK);
        world.shown(ResourceType.CONFIG_MAPS);
        awayUntilTold();
        long watches = world.proxy.count(MAPS, true);

        world.proxy.mute = true;
        world.proxy.listsAway = true;
        world.proxy.away = false;
        await().atMost(SOON).until(() -> world.proxy.count(MAPS, true) > watches);
        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(world.shown(ResourceType.CONFIG_MAPS)).isEqualTo(Map.of("gap", Why.UNREACHABLE)));

        world.proxy.listsAway = false;
        assertThat(world.shown(ResourceType.CONFIG_MAPS)).isEqualTo(world.fresh(ResourceType.CONFIG_MAPS));
    }

    @Test
    void showsWhatItHeldAgainOnceTheServerHasToldSomething() throws ClusterException {
        world.follow(QUICK);
        world.shown(ResourceType.CONFIG_MAPS);
        awayUntilTold();

        world.proxy.listsAway = true;
        world.proxy.away = false;
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a"));
    }

    @Test
    void tellsOfAChangeThatAReadersListBrings() throws ClusterException {
        Set<ResourceType> changed = ConcurrentHashMap.newKeySet();
        Mirror mirror = world.follow(QUICK);
        world.shown(ResourceType.CONFIG_MAPS);
        mirror.onChange(changed::add);
        awayUntilTold();
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());

        world.proxy.mute = true;
        world.proxy.away = false;
        assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a");

        assertThat(changed).containsExactly(ResourceType.CONFIG_MAPS);
    }

    private void awayUntilTold() {
        world.proxy.away = true;
        await().atMost(SOON).untilAsserted(() -> {
            world.proxy.cutWatches();
            assertThat(world.shown(ResourceType.CONFIG_MAPS)).isEqualTo(Map.of("gap", Why.UNREACHABLE));
        });
    }

    @Test
    void listsMoreAndMoreSeldomWhileTheServerForgetsAtOnce() {
        world.follow(patient(Duration.ofMillis(200), Duration.ofSeconds(10)));
        world.proxy.loseHistory(1_000);
        long from = System.nanoTime();
        world.shown(ResourceType.CONFIG_MAPS);

        await().atMost(SOON).until(() -> world.proxy.count(MAPS, true) >= 5);

        // The second pause is at least half of the first rest, each further one twice as long.
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(100 + 200 + 400));
        assertThat(world.proxy.count(MAPS, false)).isLessThanOrEqualTo(6);
    }

    private static MirrorTimes patient(Duration firstRest, Duration longRest) {
        return new MirrorTimes(
                QUICK.silence(),
                QUICK.absence(),
                firstRest,
                longRest,
                QUICK.unwanted(),
                QUICK.refused(),
                QUICK.unwatched(),
                QUICK.relist());
    }

    @Test
    void followsAgainWhereFollowingHasFailed() throws ClusterException {
        AtomicInteger failures = new AtomicInteger();
        Mirror mirror = world.follow(new MirrorTimes(
                QUICK.silence(),
                QUICK.absence(),
                QUICK.firstRest(),
                QUICK.longRest(),
                QUICK.unwanted(),
                QUICK.refused(),
                Duration.ofMillis(100),
                QUICK.relist()));
        world.shown(ResourceType.CONFIG_MAPS);
        mirror.onChange(type -> {
            if (failures.incrementAndGet() == 1) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        world.create(ResourceType.CONFIG_MAPS, "a", Map.of());
        await().atMost(SOON).until(() -> mirror.standings().isEmpty());

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/a");
            assertThat(mirror.standings()).hasSize(1);
        });
        world.create(ResourceType.CONFIG_MAPS, "b", Map.of());
        long lists = world.proxy.count(MAPS, false);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(world.shown(ResourceType.CONFIG_MAPS)).containsKey("default/b"));
        assertThat(world.proxy.count(MAPS, false)).isEqualTo(lists);
    }

    @Test
    void listsAnewAfterHoursWhateverTheWatchHasTold() {
        world.follow(new MirrorTimes(
                QUICK.silence(),
                QUICK.absence(),
                QUICK.firstRest(),
                QUICK.longRest(),
                QUICK.unwanted(),
                QUICK.refused(),
                QUICK.unwatched(),
                Duration.ofMillis(400)));
        world.shown(ResourceType.CONFIG_MAPS);

        await().atMost(SOON).until(() -> {
            world.proxy.cutWatches();
            return world.proxy.count(MAPS, false) >= 3;
        });
        world.proxy.listsAway = true;
        assertThat(world.shown(ResourceType.CONFIG_MAPS)).isEqualTo(world.fresh(ResourceType.CONFIG_MAPS));
    }

    @Test
    void asksOnceForThoseWhoWaitForAListThatFails() throws InterruptedException {
        Lists lists = world.follow(QUICK).reading(MirrorWorld.NEEDS);
        world.proxy.listsAway = true;
        world.proxy.hold(MAPS);
        List<Why> failures = new CopyOnWriteArrayList<>();
        List<Thread> readers = Stream.generate(() -> new Thread(() -> failures.add(failure(lists))))
                .limit(3)
                .toList();
        readers.get(0).start();
        await().atMost(SOON).until(() -> world.proxy.count(MAPS, false) == 1);
        readers.get(1).start();
        readers.get(2).start();
        await().atMost(SOON)
                .until(() -> readers.subList(1, 3).stream().allMatch(one -> one.getState() == Thread.State.WAITING));

        world.proxy.letGo();

        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failures).containsOnly(Why.UNREACHABLE).hasSize(3);
        assertThat(world.proxy.count(MAPS, false)).isEqualTo(1);
    }

    private static Why failure(Lists lists) {
        ClusterException failure = catchThrowableOfType(
                ClusterException.class,
                () -> lists.list(
                        ResourceType.CONFIG_MAPS, "", "", Projection.of(ResourceType.CONFIG_MAPS, MirrorWorld.NEEDS)));
        return failure.why();
    }
}
