package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Against a real API server, as an administrator: each test in a namespace of its own. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
class ClusterRealClusterTest {
    private static final Path ADMIN = Path.of(System.getenv().getOrDefault("MIDWATCH_TEST_KUBECONFIG", "none"));
    private static final ResourceType ROLES =
            ResourceType.namespaced("rbac.authorization.k8s.io", "v1", "roles", "Role");
    private static final ResourceType BINDINGS =
            ResourceType.namespaced("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding");
    private static final ResourceType ABSENT = ResourceType.namespaced("example.org", "v1", "wonders", "Wonder");

    @TempDir
    private Path directory;

    private final String namespace = "kube-test-" + UUID.randomUUID().toString().substring(0, 8);
    private final ClusterSource admin = ClusterSource.find(ClusterSettings.of(ADMIN));
    private final ApiConnection api = new ApiConnection(
            admin.client(), ClusterSettings.DEFAULT_DEADLINE, 50, new RequestStats(), new Contact(Clock.systemUTC()));
    private final Cluster cluster = Cluster.connect(ClusterSettings.of(ADMIN));

    @BeforeEach
    void makeNamespace() throws ClusterException {
        create(ResourceType.NAMESPACES, "", Map.of("metadata", Map.of("name", namespace)));
        create(
                ResourceType.CONFIG_MAPS,
                namespace,
                Map.of("metadata", Map.of("name", "settings"), "data", Map.of("a", "1")));
        create(ResourceType.SERVICE_ACCOUNTS, namespace, Map.of("metadata", Map.of("name", "reader")));
    }

    @AfterEach
    void deleteNamespace() throws ClusterException {
        api.send(
                "DELETE",
                ApiPath.object(ResourceType.NAMESPACES, "", namespace),
                "application/json",
                null,
                null,
                LiveReader::json);
        api.close();
        cluster.close();
    }

    @Test
    void takesASnapshot() throws ClusterException {
        List<Permission> needs = List.of(
                Permission.list(ResourceType.NAMESPACES, "status.phase"),
                Permission.list(ResourceType.CONFIG_MAPS, "metadata.name"),
                Permission.list(ABSENT));

        Snapshot snapshot = cluster.snapshot(needs, SnapshotScope.EVERYTHING);

        assertThat(snapshot.coverage().complete()).isTrue();
        assertThat(snapshot.coverage().absent()).containsExactly(new Coverage.Absent("wonders.example.org"));
        assertThat(snapshot.list(ResourceType.NAMESPACES))
                .filteredOn(one -> one.name().equals(namespace))
                .singleElement()
                .satisfies(one -> assertThat(one.at("status.phase").text()).isEqualTo("Active"));
        assertThat(snapshot.list(ResourceType.CONFIG_MAPS))
                .filteredOn(
                        one -> one.namespace().equals(namespace) && one.name().equals("settings"))
                .singleElement()
                .satisfies(one -> assertThat(one.at("data").isPresent()).isFalse());
    }

    @Test
    void seesOnlyTheNamespaceItMaySee() throws Exception {
        create(
                ROLES,
                namespace,
                Map.of(
                        "metadata",
                        Map.of("name", "pods"),
                        "rules",
                        List.of(Map.of(
                                "apiGroups", List.of(""), "resources", List.of("pods"), "verbs", List.of("list")))));
        create(
                BINDINGS,
                namespace,
                Map.of(
                        "metadata",
                        Map.of("name", "pods"),
                        "roleRef",
                        Map.of("apiGroup", ROLES.group(), "kind", "Role", "name", "pods"),
                        "subjects",
                        List.of(Map.of("kind", "ServiceAccount", "name", "reader", "namespace", namespace))));
        create(
                ResourceType.PODS,
                namespace,
                Map.of(
                        "metadata",
                        Map.of("name", "web"),
                        "spec",
                        Map.of(
                                "serviceAccountName",
                                "reader",
                                "containers",
                                List.of(Map.of("name", "a", "image", "a:1")))));

        try (Cluster reader = connect(token())) {
            Snapshot snapshot = reader.snapshot(
                    List.of(Permission.list(ResourceType.PODS), Permission.list(ResourceType.NODES)),
                    SnapshotScope.EVERYTHING);

            assertThat(reader.access().user()).isEqualTo("system:serviceaccount:" + namespace + ":reader");
            assertThat(snapshot.list(ResourceType.PODS))
                    .extracting(KubeObject::name)
                    .containsExactly("web");
            assertThat(snapshot.coverage().blind())
                    .containsExactly(
                            new Coverage.Blind("nodes", "*", "forbidden"),
                            new Coverage.Blind("pods", "* except " + namespace, "forbidden"));
            assertThat(snapshot.sees(ResourceType.PODS, namespace)).isTrue();
            assertThat(snapshot.sees(ResourceType.PODS, "default")).isFalse();
            assertThat(reader.live().allowed(Permission.list(ResourceType.PODS), namespace))
                    .isTrue();
            assertThat(reader.live().allowed(Permission.list(ResourceType.PODS), ""))
                    .isFalse();
        }
    }

    @Test
    void patchesOnlyTheObjectItWasPlannedFor() throws ClusterException {
        KubeObject before = settings();

        KubeObject tried = cluster.writer().dryRun(patch(before.uid()));
        assertThat(tried.at("data.a").text()).isEqualTo("2");
        assertThat(settings().at("data.a").text()).isEqualTo("1");

        ClusterException refused = catchThrowableOfType(
                ClusterException.class,
                () -> cluster.writer()
                        .execute(patch("00000000-0000-4000-8000-000000000000"), version(before), "audit-1"));
        assertThat(refused.why()).isEqualTo(Why.CONFLICT);
        assertThat(settings().at("data.a").text()).isEqualTo("1");

        cluster.writer().execute(patch(before.uid()), version(before), "audit-1");
        assertThat(settings().at("data.a").text()).isEqualTo("2");
        assertThat(settings().annotation("midwatch.dev/audit-id")).isEqualTo("audit-1");
    }

    @Test
    void overwritesNothingThatHappenedSince() throws ClusterException {
        KubeObject before = settings();
        cluster.writer().execute(patch(before.uid()), version(before), "audit-1");

        assertThat(catchThrowableOfType(
                                ClusterException.class,
                                () -> cluster.writer().execute(patch(before.uid()), version(before), "audit-2"))
                        .why())
                .isEqualTo(Why.CONFLICT);
        assertThat(settings().annotation("midwatch.dev/audit-id")).isEqualTo("audit-1");
    }

    private static String version(KubeObject object) {
        return object.at("metadata.resourceVersion").text();
    }

    @Test
    void deletesOnlyTheObjectItWasPlannedFor() throws ClusterException {
        Action.Delete wrong = new Action.Delete(intent("00000000-0000-4000-8000-000000000000"));
        Action.Delete right = new Action.Delete(intent(settings().uid()));

        assertThat(catchThrowableOfType(
                                ClusterException.class,
                                () -> cluster.writer().execute(wrong, version(settings()), "audit-1"))
                        .why())
                .isEqualTo(Why.CONFLICT);
        cluster.writer().dryRun(right);
        assertThat(cluster.live().find(ResourceType.CONFIG_MAPS, namespace, "settings"))
                .isPresent();
        cluster.writer().execute(right, version(settings()), "audit-1");
        assertThat(cluster.live().find(ResourceType.CONFIG_MAPS, namespace, "settings"))
                .isEmpty();
    }

    @Test
    void saysThatATokenIsNotAccepted() throws Exception {
        try (Cluster stranger = connect("wrong-test-token")) {
            ClusterException failure = catchThrowableOfType(
                    ClusterException.class, () -> stranger.live().list(ResourceType.PODS));

            assertThat(failure.why()).isEqualTo(Why.UNAUTHORIZED);
        }
    }

    private KubeObject settings() throws ClusterException {
        return cluster.live()
                .find(ResourceType.CONFIG_MAPS, namespace, "settings")
                .orElseThrow();
    }

    private Action.Patch patch(String uid) {
        return new Action.Patch(intent(uid), "", PatchType.MERGE, Json.of(Map.of("data", Map.of("a", "2"))));
    }

    private Intent intent(String uid) {
        ObjectRef target = new ObjectRef("v1", "ConfigMap", namespace, "settings", uid);
        return new Intent("test_action", ResourceType.CONFIG_MAPS, target, Risk.values()[0], "kubectl ...");
    }

    /** A kubeconfig like the administrator's with another token. */
    private Cluster connect(String token) throws Exception {
        String admins = Files.readString(ADMIN);
        Path file = directory.resolve("kubeconfig");
        Files.writeString(file, admins.replaceAll("(token: *)\"?[^\"},\\s]+\"?", "$1\"" + token + "\""));
        return Cluster.connect(ClusterSettings.of(file));
    }

    private String token() throws Exception {
        return api.send(
                        "POST",
                        ApiPath.object(ResourceType.SERVICE_ACCOUNTS, namespace, "reader")
                                .sub("token"),
                        "application/json",
                        "application/json",
                        new ObjectMapper().writeValueAsBytes(Map.of("spec", Map.of("expirationSeconds", 600))),
                        LiveReader::json)
                .at("status.token")
                .text();
    }

    private void create(ResourceType type, String where, Map<String, ?> object) throws ClusterException {
        Map<String, Object> body = new LinkedHashMap<>(object);
        body.put("apiVersion", type.apiVersion());
        body.put("kind", type.kind());
        api.send(
                "POST",
                ApiPath.list(type, where),
                "application/json",
                "application/json",
                AccessReview.bytes(body),
                LiveReader::json);
    }
}
