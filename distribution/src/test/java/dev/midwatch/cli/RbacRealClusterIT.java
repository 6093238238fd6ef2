package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.cli.RbacReview.State;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.rbac.DeclaredRights.Right;
import dev.midwatch.core.rbac.RoleManifest;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.core.tool.Withheld;
import dev.midwatch.core.watch.ClusterAccess;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.real.RealCluster;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The printed roles on a real API server: enough for everything, and nothing of it too much. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECTL", matches = ".+")
class RbacRealClusterIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_GRANTED = "the cluster does not allow";

    private final String name = "midwatch-rbac-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

    @TempDir
    private Path directory;

    private RealCluster cluster;

    @BeforeEach
    void makeNamespace() throws Exception {
        cluster = new RealCluster(directory);
        cluster.kubectl("create", "namespace", name);
    }

    @AfterEach
    void takeAway() throws Exception {
        cluster.kubectl("delete", "clusterrolebinding,clusterrole", name, "--ignore-not-found");
        cluster.kubectl("delete", "node", name + "-node", "--ignore-not-found");
        cluster.kubectl("delete", "namespace", name, "--wait=false");
    }

    @Test
    void grantsAllThatIsUsedAndNothingThatIsNot() throws Exception {
        try (Workspace workspace = under(List.of(), true)) {
            seesEverything(workspace, true);
            assertThat(ungranted(tools(workspace))).isEmpty();
        }
    }

    @Test
    void grantsAllThatIsUsedInOneNamespaceAlone() throws Exception {
        try (Workspace workspace = under(List.of(name), true)) {
            seesEverything(workspace, true);
            assertThat(ungranted(tools(workspace))).isEmpty();
            assertThat(workspace.cluster().access().allowed(Permission.list(ResourceType.PODS), "default"))
                    .isFalse();
        }
    }

    /** What is printed without being asked for more. */
    @Test
    void grantsAllThatReadsAndWithholdsEveryAction() throws Exception {
        try (Workspace workspace = under(List.of(), false)) {
            seesEverything(workspace, false);
            Set<String> actions = workspace.plugins().skills().stream()
                    .flatMap(skill -> skill.actions().stream())
                    .map(action -> action.spec().name())
                    .collect(Collectors.toSet());
            assertThat(ungranted(tools(workspace))).isEqualTo(actions).hasSizeGreaterThan(12);
            assertThat(tools(workspace).withheld())
                    .allMatch(
                            one -> one.reason().matches(NOT_GRANTED + ": .*(patch|delete|create) .*--with-actions.*"));
            assertThat(call(tools(workspace), "cordon", Map.of("name", "any"))).contains("withheld", "patch nodes");
        }
    }

    @Test
    void runsEveryActionUnderWhatIsGrantedWithActions() throws Exception {
        try (Workspace workspace = under(List.of(), true)) {
            new RealActions(cluster, name).runAll(workspace, tools(workspace));
            assertNothingForbidden(workspace);
        }
    }

    private void seesEverything(Workspace workspace, boolean withActions) {
        CheckReport report = workspace.kernel().get(Cycle.class).look(workspace.checks());
        Toolset tools = tools(workspace);
        List<String> answers = new ArrayList<>();
        for (String command : List.of(
                "version", "get pods -A", "get nodes", "get deployments -A", "get events -A", "auth can-i list pods")) {
            answers.add(call(tools, "kubectl", Map.of("command", command)));
        }
        tools.specs().stream()
                .filter(spec -> !tools.acts(spec.name()) && !spec.name().equals("kubectl"))
                .forEach(spec -> answers.add(call(tools, spec.name(), arguments(spec))));

        assertThat(report.coverage().blind()).isEmpty();
        assertThat(report.gaps()).isEmpty();
        assertThat(answers).noneMatch(answer -> answer.contains("FORBIDDEN") || answer.contains("forbidden"));
        RbacReview review = RbacCheckCommand.review(workspace, withActions, null);
        assertThat(review.complete()).isTrue();
        assertThat(review.in(State.MISSING)).isEmpty();
        assertThat(review.in(State.WIDE)).isEmpty();
        assertThat(review.in(State.UNUSED)).isEmpty();
        assertNothingForbidden(workspace);
    }

    private static void assertNothingForbidden(Workspace workspace) {
        assertThat(workspace.cluster().requests().byKind().keySet()).noneMatch(kind -> kind.code() == 403);
    }

    /** The kubectl tool reads whatever it may, so it is offered all the same; what it may not read it says. */
    @Test
    void saysThatLogsCannotBeReadWithoutThatRight() throws Exception {
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: silent, namespace: %s}
                spec: {containers: [{name: web, image: "registry.example/web:1"}]}
                """.formatted(name));
        try (Workspace workspace = under(List.of(), true)) {
            Map<String, String> logs = Map.of("command", "logs silent -n " + name);
            assertThat(call(tools(workspace), "kubectl", logs)).doesNotContainIgnoringCase("forbidden");

            List<Right> rights = RbacManifestCommand.rights(workspace, true);
            apply(List.of(), without(rights, Permission.logs()));
            awaitRevoked(workspace, Permission.logs());

            assertThat(call(tools(workspace), "kubectl", logs))
                    .contains("the cluster does not allow this", "cannot get resource \"pods/log\"", name);
            assertThat(call(tools(workspace), "kubectl", Map.of("command", "get pods -n " + name)))
                    .contains("silent")
                    .doesNotContainIgnoringCase("forbidden");
        }
    }

    private static List<Right> without(List<Right> rights, Permission removed) {
        List<Right> left = rights.stream()
                .filter(one -> !one.permission().toString().equals(removed.toString()))
                .toList();
        assertThat(left).hasSize(rights.size() - 1);
        return left;
    }

    private static void awaitRevoked(Workspace workspace, Permission removed) {
        await(removed.toString())
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !allowed(workspace, removed));
    }

    @Test
    void losesWithEachRightThatVeryCapabilityAndNothingElse() throws Exception {
        try (Workspace workspace = under(List.of(), true)) {
            List<Right> rights = RbacManifestCommand.rights(workspace, true);
            // What a cycle reads here; types that the cluster does not have, or nothing here asks for, hide nothing.
            Set<String> looked = look(workspace).coverage().lookedAt().stream()
                    .map(Coverage.LookedAt::resource)
                    .collect(Collectors.toSet());
            assertThat(looked)
                    .contains("pods", "secrets", "certificates.cert-manager.io")
                    .hasSizeGreaterThan(30);
            SoftAssertions softly = new SoftAssertions();
            for (Right removed : rights) {
                apply(List.of(), without(rights, removed.permission()));
                awaitRevoked(workspace, removed.permission());
                losesOnly(softly, workspace, removed, looked);
            }
            softly.assertAll();
            assertThat(rights).hasSizeGreaterThan(40);
        }
    }

    private void losesOnly(SoftAssertions softly, Workspace workspace, Right removed, Set<String> looked) {
        String right = removed.permission().toString();
        State lost = removed.optional() ? State.OPTIONAL : State.MISSING;
        RbacReview review = RbacCheckCommand.review(workspace, true, null);
        softly.assertThat(Stream.of(State.MISSING, State.OPTIONAL).flatMap(state -> review.in(state).stream()))
                .as(right)
                .containsExactly(new RbacReview.Line(lost, right, List.of(), removed.by()));
        softly.assertThat(ungranted(tools(workspace)))
                .as("tools withheld without " + right)
                .isEqualTo(holders(removed));
        CheckReport report = look(workspace);
        String type = removed.permission().type().toString();
        boolean blind = removed.permission().verb() == Verb.LIST && looked.contains(type);
        softly.assertThat(report.coverage().blind().stream()
                        .map(Coverage.Blind::resource)
                        .distinct())
                .as("blind without " + right)
                .containsExactlyElementsOf(blind ? List.of(type) : List.of());
        softly.assertThat(report.gaps())
                .as("checks that cannot look without " + right)
                .allMatch(gap -> !gap.bug() && removed.by().toString().contains("check " + gap.check()));
    }

    private static CheckReport look(Workspace workspace) {
        Cycle cycle = workspace.kernel().get(Cycle.class);
        return cycle.look(workspace.checks().stream().filter(cycle::unasked).toList());
    }

    /** The tools that say they need it; kubectl reads whatever it may and does without any one. */
    private static Set<String> holders(Right right) {
        return right.by().stream()
                .flatMap(line -> List.of(line.substring(line.indexOf(": ") + 2).split(", ")).stream())
                .filter(who -> who.startsWith("tool ") || who.startsWith("action "))
                .map(who -> who.substring(who.indexOf(' ') + 1))
                .filter(tool -> !tool.equals("kubectl"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ungranted(Toolset tools) {
        return tools.withheld().stream()
                .filter(one -> one.reason().startsWith(NOT_GRANTED))
                .map(Withheld::tool)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a session that begins now. */
    private static Toolset tools(Workspace workspace) {
        ClusterAccess access = new ClusterAccess(
                workspace.cluster().access(),
                workspace.kernel().get(ClusterSettings.class).scope(),
                Clock.systemUTC());
        return workspace.tools().offer(Authority.attended("cli", Level.APPROVER, access));
    }

    private static String call(Toolset tools, String tool, Map<String, String> arguments) {
        return tool + " " + arguments + ": "
                + tools.call(tool, JSON.valueToTree(arguments).toString()).text();
    }

    private Map<String, String> arguments(ToolSpec spec) {
        Map<String, String> arguments = new LinkedHashMap<>();
        spec.parameters()
                .at("required")
                .texts()
                .forEach(argument -> arguments.put(argument, argument.equals("namespace") ? name : "absent"));
        return arguments;
    }

    private static boolean allowed(Workspace workspace, Permission permission) throws ClusterException {
        return workspace.cluster().access().allowed(permission, "");
    }

    /** The workspace of a ServiceAccount that has what the manifest grants, and nothing else; every action there is may be asked for. */
    private Workspace under(List<String> namespaces, boolean withActions) throws Exception {
        Home home = new Home(Files.createDirectories(directory.resolve("home")));
        Files.writeString(home.config(), """
                kubernetes: {namespaces: [%s]}
                actions: {rate: {per_object: 10, per_hour: 100}, exec: {enabled: true, commands: ["true"]}}
                """.formatted(String.join(", ", namespaces)));
        home.prepare();
        Path kubeconfig = directory.resolve("kubeconfig");
        Workspace workspace = new Workspace(new KernelOptions(
                home,
                Map.of(),
                Map.of("kubernetes.kubeconfig", kubeconfig.toString(), "kubernetes.qps", "10000"),
                Path.of("target", "midwatch", "plugins"),
                Clock.systemUTC(),
                new PrintStream(PrintStream.nullOutputStream()),
                Optional.empty(),
                false,
                Runnable::run));
        List<Right> rights = RbacManifestCommand.rights(workspace, withActions);
        apply(namespaces, rights);
        Files.writeString(kubeconfig, cluster.kubeconfigOf(name, name));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> workspace
                        .cluster()
                        .access()
                        .allowed(rights.get(0).permission(), namespaces.isEmpty() ? "" : name));
        return workspace;
    }

    private void apply(List<String> namespaces, List<Right> rights) throws Exception {
        List<Map<String, Object>> items = new RoleManifest(name, name, name, name, namespaces)
                .parts(rights).stream().map(RoleManifest.Part::json).toList();
        cluster.apply(JSON.writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", items)));
    }
}
