package dev.midwatch.core.kube;

import static dev.midwatch.core.kube.MirrorWorld.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Much happens, and much goes wrong between the server and the mirror: in the end it shows what is there, object by object. As much as in a
 * day, at twenty changes a second: {@code -Dmidwatch.churn=600}, in seconds; by default some seconds as fast as it goes.
 */
@Tag("long")
class MirrorChurnTest {
    private static final long PACED = Long.getLong("midwatch.churn", 0);
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int STEPS = 1_500;
    private static final int MANY_WATCHES = 10;
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.PODS,
            ResourceType.CONFIG_MAPS,
            ResourceType.DEPLOYMENTS,
            ResourceType.SECRETS,
            ResourceType.NODES,
            ResourceType.NAMESPACES);
    private static final List<ResourceType> OURS = List.of(ResourceType.CONFIG_MAPS, ResourceType.SECRETS);

    @TempDir
    private Path directory;

    private final Map<ResourceType, List<String>> made =
            OURS.stream().collect(Collectors.toMap(type -> type, type -> new ArrayList<>()));
    private MirrorWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new MirrorWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Timeout(value = 3, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @MethodSource
    void equalsAFreshListInTheEnd(long seed) throws Exception {
        Random random = new Random(seed);
        Mirror mirror = world.follow(QUICK);
        TYPES.forEach(world::shown);
        long begun = System.nanoTime();

        int step = 0;
        for (; goesOn(step, begun); step++) {
            pace(step, begun);
            disturb(random);
            change(random, step);
            if (step % 20 == 0) {
                world.shown(TYPES.get(random.nextInt(TYPES.size())));
            }
        }

        world.proxy.away = false;
        TYPES.forEach(type -> await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(world.shown(type)).isEqualTo(world.fresh(type))));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mirror.standings())
                        .extracting(Mirror.Standing::type)
                        .containsExactlyInAnyOrderElementsOf(TYPES));
        assertThat(step).isGreaterThanOrEqualTo(PACED > 0 ? (int) (PACED * 19) : STEPS);
        assertThat(watches()).isGreaterThan(MANY_WATCHES);
        assertThat(world.proxy.count("/api/v1/configmaps", false)).isLessThan(step / 4);
    }

    static LongStream equalsAFreshListInTheEnd() {
        return PACED > 0 ? LongStream.of(1) : LongStream.of(1, 2, 3);
    }

    /** By default until enough has gone wrong: that a watch was cut is noticed half a second later where much comes. */
    private boolean goesOn(int step, long begun) {
        return PACED > 0
                ? System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(PACED)
                : step < STEPS || step < 10 * STEPS && watches() <= MANY_WATCHES;
    }

    private long watches() {
        return world.proxy.count("/api/v1/configmaps", true);
    }

    private static void pace(int step, long begun) throws InterruptedException {
        if (PACED > 0) {
            TimeUnit.NANOSECONDS.sleep(begun + step * EVERY - System.nanoTime());
        }
    }

    private void disturb(Random random) {
        switch (random.nextInt(80)) {
            case 0, 1 -> world.proxy.cutWatches();
            case 2 -> {
                world.proxy.loseHistory(1 + random.nextInt(4));
                world.proxy.cutWatches();
            }
            case 3 -> {
                // So often that each list is followed by the next 410.
                world.proxy.loseHistory(10 + random.nextInt(30));
                world.proxy.cutWatches();
            }
            case 4 -> {
                world.proxy.away = true;
                world.proxy.cutWatches();
            }
            default -> world.proxy.away = world.proxy.away && random.nextInt(10) > 0;
        }
    }

    private void change(Random random, int step) throws ClusterException {
        ResourceType type = OURS.get(random.nextInt(OURS.size()));
        List<String> names = made.get(type);
        int dice = random.nextInt(10);
        if (dice < 3 || names.isEmpty()) {
            names.add("m" + step);
            world.create(type, "m" + step, Map.of("data", Map.of("k", encoded(step))));
        } else if (dice < 6) {
            String one = names.get(random.nextInt(names.size()));
            world.merge(type, "default", one, Map.of("data", Map.of("k" + random.nextInt(4), encoded(step))));
        } else if (dice < 9) {
            String one = names.remove(random.nextInt(names.size()));
            world.delete(type, one);
            if (random.nextInt(3) == 0) {
                names.add(one);
                world.create(type, one, Map.of("data", Map.of("again", encoded(step))));
            }
        } else {
            world.merge(
                    ResourceType.DEPLOYMENTS, "shop", "shop", Map.of("spec", Map.of("replicas", random.nextInt(6))));
        }
    }

    private static String encoded(int step) {
        return Base64.getEncoder().encodeToString(("v" + step).getBytes(StandardCharsets.UTF_8));
    }
}
