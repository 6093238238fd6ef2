package dev.midwatch.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.cli.Program;
import dev.midwatch.real.RealCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's permissions, held against what an API server grants under the role that we print. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
class PluginCheckRealClusterIT {
    /** Pods are in the role, leases are not. */
    private static final String PLUGIN = """
            package acme;
            import dev.midwatch.api.*;
            import dev.midwatch.api.check.*;
            import dev.midwatch.api.kube.*;
            import java.util.*;
            public final class AcmePlugin implements Plugin {
                static final ResourceType LEASES = ResourceType.namespaced("coordination.k8s.io", "v1", "leases", "Lease");
                public String name() { return "acme"; }
                public List<Skill> skills(PluginContext context) {
                    return List.of(Skill.named("acme", "Leases").checks(new LeaseLost()));
                }
                static final class LeaseLost implements Check {
                    public String name() { return "lease-lost"; }
                    public String description() { return "Leases that nobody renews"; }
                    public List<Permission> permissions() {
                        return List.of(Permission.list(ResourceType.PODS), Permission.list(LEASES));
                    }
                    public List<Finding> run(CheckContext context) throws ClusterException {
                        context.cluster().list(ResourceType.PODS);
                        context.cluster().list(LEASES);
                        return List.of();
                    }
                }
            }
            """;

    private static final String ENOUGH = "what the cluster grants is enough for it";

    private final String name = "midwatch-plugin-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

    @TempDir
    private Path directory;

    private RealCluster cluster;
    private Program program;
    private Path jar;
    private Path kubeconfig;

    @BeforeEach
    void bindTheRoleThatWePrint() throws Exception {
        cluster = new RealCluster(directory);
        program = new Program(Files.createDirectory(directory.resolve("home")));
        jar = new CompiledJar()
                .source("acme.AcmePlugin", PLUGIN)
                .file("META-INF/services/dev.midwatch.api.Plugin", "acme.AcmePlugin\n".getBytes(StandardCharsets.UTF_8))
                .write(directory.resolve("acme.jar"));
        cluster.kubectl("create", "namespace", name);
        Program.Ended role = program.run(
                "rbac",
                "manifest",
                "--with-actions",
                "--name",
                name,
                "--binding",
                name,
                "--service-account",
                name,
                "-n",
                name);
        assertThat(role.exit()).as(role.err()).isZero();
        cluster.apply(role.out());
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfigOf(name, name));
        awaitGranted("pods");
    }

    @AfterEach
    void takeAway() throws Exception {
        cluster.kubectl("delete", "clusterrolebinding,clusterrole", name, name + "-acme", "--ignore-not-found");
        cluster.kubectl("delete", "namespace", name, "--wait=false");
    }

    @Test
    void namesTheRightThatTheClusterDoesNotGrantAndIsContentOnceItDoes() throws Exception {
        Program.Ended before = check();

        assertThat(before.exit()).as(before.err()).isZero();
        assertThat(before.out())
                .contains("warn  rights ", "it needs more than what the cluster grants; add these rules:")
                .contains("+   # acme: check lease-lost", "+   - apiGroups: [\"coordination.k8s.io\"]")
                .contains("+     resources: [\"leases\"]", "+     verbs: [\"list\"]")
                .doesNotContain("\"pods\"", ENOUGH);

        String rules = before.out()
                .lines()
                .filter(line -> line.startsWith("+ "))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        cluster.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s-acme}
                rules:
                %3$s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s-acme}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s-acme}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: %2$s}]
                """.formatted(name, name, rules));
        awaitGranted("leases");

        assertThat(check().out()).contains(ENOUGH).doesNotContain("+ ");
    }

    private Program.Ended check() throws Exception {
        return program.run("plugins", "check", jar.toString(), "--cluster", "--kubeconfig", kubeconfig.toString());
    }

    /** An API server takes a moment to know of a role. */
    private void awaitGranted(String resource) {
        String account = "system:serviceaccount:%s:%s".formatted(name, name);
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> cluster.kubectl("auth", "can-i", "list", resource, "-A", "--as", account)
                        .contains("yes"));
    }
}
