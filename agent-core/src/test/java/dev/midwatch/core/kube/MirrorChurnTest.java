package dev.midwatch.core.kube;

import static dev.midwatch.core.kube.MirrorWorld.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Much happens, and much goes wrong between the server and the mirror: in the end it shows what is there, object by object. */
class MirrorChurnTest {
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.PODS,
            ResourceType.CONFIG_MAPS,
            ResourceType.DEPLOYMENTS,
            ResourceType.SECRETS,
            ResourceType.NODES,
            ResourceType.NAMESPACES);

    @TempDir
    private Path directory;

    private final List<String> maps = new ArrayList<>();
    private MirrorWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new MirrorWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalsAFreshListInTheEnd(long seed) throws ClusterException {
        Random random = new Random(seed);
        world.follow(QUICK);
        TYPES.forEach(world::shown);

        for (int step = 0; step < 1_000; step++) {
            disturb(random);
            change(random, step);
            if (step % 20 == 0) {
                world.shown(TYPES.get(random.nextInt(TYPES.size())));
            }
        }

        TYPES.forEach(type -> await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(world.shown(type)).isEqualTo(world.fresh(type))));
        Mirror mirror = world.follower.mirror().orElseThrow();
        assertThat(mirror.standings()).extracting(Mirror.Standing::type).containsExactlyInAnyOrderElementsOf(TYPES);
        assertThat(world.proxy.count("/api/v1/configmaps", true)).isGreaterThan(10);
    }

    private void disturb(Random random) {
        switch (random.nextInt(60)) {
            case 0 -> world.proxy.cutWatches();
            case 1 -> {
                world.proxy.loseHistory(1 + random.nextInt(4));
                world.proxy.cutWatches();
            }
            case 2 -> {
                world.proxy.away = true;
                world.proxy.cutWatches();
            }
            default -> world.proxy.away = world.proxy.away && random.nextInt(10) > 0;
        }
    }

    private void change(Random random, int step) throws ClusterException {
        int dice = random.nextInt(10);
        if (dice < 4 || maps.isEmpty()) {
            maps.add("m" + step);
            world.create(ResourceType.CONFIG_MAPS, "m" + step, Map.of("data", Map.of("k", "v" + step)));
        } else if (dice < 7) {
            String one = maps.get(random.nextInt(maps.size()));
            world.merge(ResourceType.CONFIG_MAPS, "default", one, Map.of("data", Map.of("k", "w" + step)));
        } else if (dice < 9) {
            world.delete(ResourceType.CONFIG_MAPS, maps.remove(random.nextInt(maps.size())));
        } else {
            world.merge(
                    ResourceType.DEPLOYMENTS, "shop", "shop", Map.of("spec", Map.of("replicas", random.nextInt(6))));
        }
    }
}
