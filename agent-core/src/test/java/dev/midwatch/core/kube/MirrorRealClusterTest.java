package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Follows a real API server, as an administrator. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
class MirrorRealClusterTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ClusterSettings ADMIN =
            ClusterSettings.of(Path.of(System.getenv().getOrDefault("MIDWATCH_TEST_KUBECONFIG", "none")));
    private static final ResourceType ABSENT = ResourceType.namespaced("example.org", "v1", "wonders", "Wonder");
    private static final List<Permission> NEEDS = List.of(
            Permission.list(ResourceType.CONFIG_MAPS, "data"),
            Permission.list(ResourceType.SECRETS, "data"),
            Permission.list(ResourceType.NAMESPACES, "status"),
            Permission.list(ResourceType.DEPLOYMENTS, "spec"),
            Permission.list(ABSENT));

    private final String namespace =
            "mirror-test-" + UUID.randomUUID().toString().substring(0, 8);
    private final ApiConnection api = new ApiConnection(
            ClusterSource.find(ADMIN).client(),
            ClusterSettings.DEFAULT_DEADLINE,
            1_000,
            new RequestStats(),
            new Contact(Clock.systemUTC()));
    private final Cluster follower = Cluster.connect(ADMIN);
    private final Cluster direct = Cluster.connect(ADMIN);

    @BeforeEach
    void makeNamespace() throws ClusterException {
        send("POST", ApiPath.list(ResourceType.NAMESPACES, ""), null, named(ResourceType.NAMESPACES, namespace));
    }

    @AfterEach
    void deleteNamespace() throws ClusterException {
        send("DELETE", ApiPath.object(ResourceType.NAMESPACES, "", namespace), null, null);
        follower.close();
        direct.close();
        api.close();
    }

    @Test
    void showsWhatAFreshListShows() throws ClusterException {
        Mirror mirror = follower.follow(NEEDS, Set.of(), SnapshotScope.EVERYTHING);
        shown(follower, ResourceType.CONFIG_MAPS);
        long pages = lists();
        Random random = new Random(1);
        List<String> maps = new ArrayList<>();

        for (int step = 0; step < 300; step++) {
            change(random, step, maps);
        }

        for (ResourceType type : List.of(ResourceType.CONFIG_MAPS, ResourceType.SECRETS, ResourceType.NAMESPACES)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(shown(follower, type)).isEqualTo(shown(direct, type)));
        }
        assertThat(mirror.standings())
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.age()).isLessThan(SOON.multipliedBy(4)));
        assertThat(lists()).isEqualTo(pages);
    }

    @Test
    void knowsWhatIsNotServedWithoutAskingForIt() {
        Snapshot snapshot = direct.snapshot(NEEDS, SnapshotScope.EVERYTHING);

        assertThat(snapshot.coverage().absent()).containsExactly(new Coverage.Absent("wonders.example.org"));
        assertThat(direct.requests().byKind().keySet())
                .contains(new RequestStats.Kind("/apis", "list", 200))
                .noneMatch(kind -> kind.resource().equals("wonders.example.org"));
    }

    private long lists() {
        return follower.requests().byKind().entrySet().stream()
                .filter(one -> one.getKey().resource().equals("configmaps")
                        && one.getKey().verb().equals("list"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Object> shown(Cluster cluster, ResourceType type) throws ClusterException {
        Map<String, Object> all = new TreeMap<>();
        for (KubeObject object :
                cluster.snapshot(NEEDS, SnapshotScope.EVERYTHING).list(type)) {
            all.put(object.namespace() + "/" + object.name(), object.json().raw());
        }
        return all;
    }

    private void change(Random random, int step, List<String> maps) throws ClusterException {
        int dice = random.nextInt(10);
        if (dice < 5 || maps.isEmpty()) {
            String name = "m" + step;
            maps.add(name);
            send(
                    "POST",
                    ApiPath.list(ResourceType.CONFIG_MAPS, namespace),
                    null,
                    named(ResourceType.CONFIG_MAPS, name));
        } else if (dice < 8) {
            String name = maps.get(random.nextInt(maps.size()));
            send(
                    "PATCH",
                    ApiPath.object(ResourceType.CONFIG_MAPS, namespace, name),
                    "application/merge-patch+json",
                    Map.of("data", Map.of("k", "v" + step)));
        } else {
            String name = maps.remove(random.nextInt(maps.size()));
            send("DELETE", ApiPath.object(ResourceType.CONFIG_MAPS, namespace, name), null, null);
        }
    }

    private static Map<String, ?> named(ResourceType type, String name) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", type.apiVersion());
        body.put("kind", type.kind());
        body.put("metadata", Map.of("name", name));
        return body;
    }

    private void send(String method, ApiPath path, String contentType, Map<String, ?> body) throws ClusterException {
        api.send(
                method,
                path,
                "application/json",
                body == null || contentType != null ? contentType : "application/json",
                body == null ? null : AccessReview.bytes(body),
                LiveReader::json);
    }
}
