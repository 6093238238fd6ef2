package dev.midwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.cli.Program;
import dev.midwatch.real.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The manifests on a real API server that enforces Pod Security's strictest level. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
class ManifestsRealClusterIT {
    private static final String NAME = "platform-engineer";

    @TempDir
    private static Path directory;

    private static RealCluster cluster;

    @BeforeAll
    static void beginWithoutAny() throws Exception {
        cluster = new RealCluster(directory);
        takeAway();
    }

    @AfterAll
    static void takeAway() throws Exception {
        cluster.kubectl("delete", "clusterrolebinding,clusterrole", NAME, "--ignore-not-found");
        cluster.kubectl("delete", "namespace", NAME, "--ignore-not-found");
    }

    @Test
    void everyOverlayIsTakenAndASecondApplyChangesNothing() throws Exception {
        for (Path overlay : List.of(Manifests.BASE, Path.of("deploy", "overlays", "k3s"), Manifests.OBSERVE_ONLY)) {
            assertThat(apply(overlay).lines()).as(overlay.toString()).hasSize(12);

            // Ends with 1 if there is a difference.
            assertThat(cluster.kubectl("diff", "--server-side", "-k", overlay.toString()))
                    .isEmpty();
        }
    }

    @Test
    void everyPodIsAdmittedAndOneThatAskedForMoreIsNot() throws Exception {
        apply(Manifests.BASE);

        for (ObjectNode template : Manifests.base().pods()) {
            ObjectNode pod = template.deepCopy().put("apiVersion", "v1").put("kind", "Pod");
            ((ObjectNode) pod.path("metadata")).put("name", "tried").put("namespace", NAME);
            assertThat(tried(pod)).contains("pod/tried created");

            ((ObjectNode) pod.at("/spec/containers/0/securityContext")).put("allowPrivilegeEscalation", true);
            assertThatThrownBy(() -> tried(pod))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("violates PodSecurity \"restricted");
        }
    }

    @Test
    void itsIdentityMayDoJustWhatItNeeds() throws Exception {
        apply(Manifests.BASE);

        assertThat(states("--with-actions")).contains("granted").doesNotContain("missing", "wide", "unused");
        assertThat(granted(declared())).isEqualTo(declared());
        assertThat(granted(List.of(
                        new Right("create", "", "pods/exec"),
                        new Right("get", "", "nodes/proxy"),
                        new Right("get", "", "secrets"),
                        new Right("create", "", "namespaces"),
                        new Right("patch", "apiextensions.k8s.io", "customresourcedefinitions"),
                        new Right("update", "rbac.authorization.k8s.io", "clusterroles"))))
                .isEmpty();
    }

    @Test
    void whoOnlyObservesMayWriteNothing() throws Exception {
        apply(Manifests.OBSERVE_ONLY);

        assertThat(states()).contains("granted").doesNotContain("missing", "wide");
        assertThat(granted(declared()))
                .isEqualTo(declared().stream()
                        .filter(right -> Set.of("get", "list", "watch").contains(right.verb()))
                        .toList());
    }

    /** The page's own commands, in order; those that wait for a container need a kubelet, that which makes the image a registry. */
    @Test
    void thePageThatInstallsItCanBeFollowed() throws Exception {
        cluster.kubectl("delete", "job", "-n", NAME, "midwatch-cron-seed", "--ignore-not-found");
        Path tree = directory.resolve("tree");
        copy(Manifests.DEPLOY, tree.resolve("distribution").resolve("deploy"));
        // Where Argo CD is not installed its namespace is missing.
        Path application = tree.resolve("distribution/deploy/argocd-application.yaml");
        Files.writeString(
                application, Files.readString(application).replace("namespace: argocd", "namespace: " + NAME));

        StringBuilder followed = new StringBuilder("set -euo pipefail\n");
        for (String command : InstallPage.commands()) {
            if (!command.matches("kubectl .* (exec|rollout) .*|helm .*|distribution/build-and-push.sh .*")) {
                followed.append(command).append('\n');
            }
        }
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", followed.toString())
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("followed").toFile());
        bash.environment().put("KUBECONFIG", RealCluster.kubeconfig().toString());
        Path kubectl = Path.of(System.getenv("MIDWATCH_TEST_KUBECTL"));
        bash.environment().merge("PATH", kubectl.getParent().toString(), (path, first) -> first + ":" + path);
        Process shell = bash.start();
        assertThat(shell.waitFor())
                .as(followed + Files.readString(directory.resolve("followed")))
                .isZero();

        assertThat(followed).contains("kubectl apply -f secret.yaml", "kubectl kustomize");
        assertThat(cluster.kubectl("get", "application", "-n", NAME, NAME, "-o", "name"))
                .contains(NAME);
        assertThat(cluster.kubectl("get", "deployment,pvc,secret", "-n", NAME, "-o", "name")
                        .lines())
                .contains(
                        "deployment.apps/midwatch",
                        "persistentvolumeclaim/midwatch",
                        "secret/midwatch",
                        "secret/gitea-registry");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private record Right(String verb, String group, String resource) {}

    /** With actions. */
    private static List<Right> declared() throws IOException {
        List<Right> rights = new ArrayList<>();
        for (JsonNode rule : Manifests.of(Manifests.BASE.resolve("rbac.yaml"))
                .get("ClusterRole", NAME)
                .path("rules")) {
            String group = rule.at("/apiGroups/0").asText();
            String resource = rule.at("/resources/0").asText();
            rule.path("verbs").forEach(verb -> rights.add(new Right(verb.asText(), group, resource)));
        }
        return rights;
    }

    /** In which states the program finds the rights that it declares, and those that the identity has. */
    private List<String> states(String... more) throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfigOf(NAME, NAME));
        List<String> check =
                new ArrayList<>(List.of("rbac", "check", "--output", "json", "--kubeconfig", kubeconfig.toString()));
        check.addAll(List.of(more));
        Program.Ended ended = new Program(directory.resolve("home")).run(check.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return Manifests.tree(ended.out()).findValuesAsText("state");
    }

    /** Those of these that the identity has, in the server's own word. */
    private List<Right> granted(List<Right> asked) throws IOException, InterruptedException {
        StringBuilder reviews = new StringBuilder();
        for (Right right : asked) {
            String[] parts = right.resource().split("/", 2);
            reviews.append(
                    """
                    ---
                    apiVersion: authorization.k8s.io/v1
                    kind: SubjectAccessReview
                    spec:
                      user: system:serviceaccount:%1$s:%1$s
                      resourceAttributes: {verb: "%2$s", group: "%3$s", resource: "%4$s", subresource: "%5$s"}
                    """.formatted(NAME, right.verb(), right.group(), parts[0], parts.length > 1 ? parts[1] : ""));
        }
        Path file = Files.writeString(directory.resolve("reviews.yaml"), reviews);
        List<String> said = cluster.kubectl("create", "-f", file.toString(), "-o", "jsonpath={.status.allowed}{'\\n'}")
                .lines()
                .toList();
        assertThat(said).hasSameSizeAs(asked).allMatch(allowed -> allowed.matches("true|false"));
        return IntStream.range(0, asked.size())
                .filter(each -> said.get(each).equals("true"))
                .mapToObj(asked::get)
                .toList();
    }

    /** A Job cannot be changed, so that of another overlay has to go first. */
    private static String apply(Path overlay) throws IOException, InterruptedException {
        cluster.kubectl("delete", "job", "-n", NAME, "midwatch-cron-seed", "--ignore-not-found");
        return cluster.kubectl("apply", "--server-side", "-k", overlay.toString());
    }

    private String tried(ObjectNode pod) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("pod.json"), pod.toString());
        return cluster.kubectl("create", "--dry-run=server", "-f", file.toString());
    }
}
