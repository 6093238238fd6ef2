package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.Skill;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.testkit.FakeCluster;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolRegistryTest {
    private static final Permission PATCH = Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS);

    private static final MemoryFiles NONE =
            new MemoryFiles(Path.of("none"), MemorySettings.of(true, true, false), InstantSource.system());

    private final List<Action> submitted = new ArrayList<>();
    private final List<String> planners = new ArrayList<>();
    private final ToolRegistry registry = new ToolRegistry(
            List.of(new Look("findings", List.of())),
            List.of(Skill.named("k8s", "Kubernetes")
                    .tools(
                            new Look("kubectl", List.of(Permission.readAny())),
                            new Look("node_log", List.of(Permission.get(ResourceType.NODES))))
                    .actions(new Restart())),
            permissions -> FakeCluster.empty(),
            (tool, declared, action, authority) -> {
                submitted.add(action);
                planners.add(tool + " that declared " + declared);
                return Called.of(ToolResult.of("waits for a person, asked by " + authority.origin()));
            },
            InstantSource.system());

    @Test
    void offersWhatTheClusterAllowsAndSaysWhyItWithholdsTheRest() {
        Toolset tools = registry.offer(Authority.unattended("job:x", permission -> permission.verb() == Verb.GET));

        assertThat(tools.specs()).extracting(ToolSpec::name).containsExactly("findings", "kubectl", "node_log");
        assertThat(tools.withheld())
                .containsExactly(
                        new Withheld(
                                "rollout_restart",
                                "the cluster does not allow: patch deployments.apps; what midwatch rbac manifest --with-actions prints grants it"));
    }

    @Test
    void saysWhyItOffersWhatItOffers() {
        Toolset tools = registry.offer(Authority.attended("discord:1", Level.OPERATOR, permission -> true));

        assertThat(tools.grounds("findings")).isEqualTo("the level viewer suffices");
        assertThat(tools.grounds("rollout_restart"))
                .isEqualTo(
                        "the level operator suffices, and the cluster allows get deployments.apps, patch deployments.apps");
        assertThat(registry.offer(Authority.unattended("job:x", permission -> true)
                                .only(Set.of("findings")))
                        .grounds("findings"))
                .isEqualTo("the level viewer suffices, it is among the tools of job:x");
    }

    @Test
    void neverAsksWhetherWhateverMayBeReadMayBeRead() {
        Toolset tools = registry.offer(Authority.unattended("job:x", permission -> false));

        assertThat(tools.specs()).extracting(ToolSpec::name).containsExactly("findings", "kubectl");
    }

    @Test
    void withholdsActionsFromViewers() {
        Toolset tools = registry.offer(Authority.attended("discord:1", Level.VIEWER, permission -> true));

        assertThat(tools.withheld())
                .containsExactly(new Withheld("rollout_restart", "actions need the level operator"));
        assertThat(tools.call("rollout_restart", "{}").text()).contains("withheld", "operator");
    }

    @Test
    void keepsToTheAllowList() {
        Toolset tools =
                registry.offer(Authority.unattended("job:x", permission -> true).only(Set.of("kubectl")));

        assertThat(tools.specs()).extracting(ToolSpec::name).containsExactly("kubectl");
        assertThat(tools.withheld()).extracting(Withheld::reason).containsOnly("not among the tools of job:x");
    }

    @Test
    void handsPlannedActionsToTheGateAndNowhereElse() {
        Toolset tools = registry.offer(Authority.unattended("job:x", permission -> true));

        Called result = tools.call("rollout_restart", "{\"name\":\"web\"}");

        assertThat(result.text()).isEqualTo("waits for a person, asked by job:x");
        assertThat(result.wrote()).isFalse();
        assertThat(submitted)
                .singleElement()
                .satisfies(action -> assertThat(action.intent().target().name()).isEqualTo("web"));
        assertThat(planners)
                .as("the tool that was called, whatever its action calls itself")
                .containsExactly("rollout_restart that declared [get deployments.apps, patch deployments.apps]");
        assertThat(tools.acts("rollout_restart")).isTrue();
        assertThat(tools.acts("kubectl")).isFalse();
    }

    @Test
    void answersARefusedPlanWithItsReason() {
        Toolset tools = registry.offer(Authority.unattended("job:x", permission -> true));

        assertThat(tools.call("rollout_restart", "{\"name\":\"paused\"}"))
                .isEqualTo(Called.failed("paused is paused already"));
        assertThat(submitted).isEmpty();
    }

    @Test
    void answersAToolThatBreaksAndAClusterThatDoesNotAnswer() {
        Toolset tools = registry.offer(Authority.unattended("job:x", permission -> true));

        assertThat(tools.call("kubectl", "{\"what\":\"break\"}").text()).contains("kubectl broke", "oops");
        assertThat(tools.call("kubectl", "{\"what\":\"link\"}").text()).contains("kubectl broke", "acme/Missing");
        assertThat(tools.call("kubectl", "{\"what\":\"timeout\"}").text()).contains("TIMEOUT", "no answer in 5 s");
        assertThat(tools.call("kubectl", "{\"what\":\"timeout\"}").failed()).isTrue();
    }

    @Test
    void guardsEachToolByItsOwnPermissions() {
        List<List<Permission>> guards = new ArrayList<>();
        ToolRegistry guarded = new ToolRegistry(
                List.of(new Look("node_log", List.of(Permission.get(ResourceType.NODES)))),
                List.of(),
                permissions -> {
                    guards.add(permissions);
                    return FakeCluster.empty();
                },
                (tool, declared, action, authority) -> Called.of(ToolResult.of("")),
                InstantSource.system());

        guarded.offer(Authority.unattended("job:x", permission -> true)).call("node_log", "{\"what\":\"x\"}");

        assertThat(guards).containsExactly(List.of(Permission.get(ResourceType.NODES)));
    }

    @Test
    void saysWhichNamedToolsAndSkillsNobodyBrings() {
        assertThat(registry.missing(List.of("kubectl", "kubctl", "findings"), List.of("k8s", "entirely-different")))
                .containsExactly(
                        "there is no tool \"kubctl\" (did you mean \"kubectl\"?)",
                        "there is no skill \"entirely-different\" in any plugin that is loaded, nor one to be read in skills/");
    }

    @Test
    void refusesTwoToolsOfOneName() {
        assertThatThrownBy(() -> new ToolRegistry(
                        List.of(new Look("kubectl", List.of())),
                        List.of(Skill.named("mine", "").tools(new Look("kubectl", List.of()))),
                        permissions -> FakeCluster.empty(),
                        (tool, declared, action, authority) -> Called.of(ToolResult.of("")),
                        InstantSource.system()))
                .hasMessage("two tools are named kubectl: one of midwatch, one of mine");
    }

    /** Who asks, what stands against the action, what the cluster grants, and which tools are then offered. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    viewer,     '',                 all,   findings kubectl node_log
                    viewer,     the mode is off,    all,   findings kubectl node_log
                    viewer,     '',                 reads, findings kubectl node_log
                    viewer,     '',                 none,  findings kubectl
                    operator,   '',                 all,   findings kubectl memory node_log rollout_restart
                    operator,   the mode is off,    all,   findings kubectl memory node_log
                    operator,   STOP,               all,   findings kubectl memory node_log
                    operator,   '',                 reads, findings kubectl memory node_log
                    operator,   '',                 none,  findings kubectl memory
                    approver,   '',                 all,   findings kubectl memory node_log rollout_restart
                    approver,   STOP,               all,   findings kubectl memory node_log
                    approver,   '',                 none,  findings kubectl memory
                    unattended, '',                 all,   findings kubectl memory node_log rollout_restart
                    unattended, the mode is off,    all,   findings kubectl memory node_log
                    unattended, '',                 reads, findings kubectl memory node_log
                    unattended, '',                 none,  findings kubectl memory
                    listed,     '',                 all,   kubectl rollout_restart
                    listed,     the mode is off,    all,   kubectl
                    listed,     '',                 none,  kubectl
                    """)
    void offersByWhoAsksByWhatCanHappenAndByWhatIsGranted(String who, String against, String granted, String offered) {
        Access access = permission -> granted.equals("all")
                || granted.equals("reads") && permission.verb().reads();
        ToolTable table = ToolTable.of(
                List.of(new Look("findings", List.of()), new MemoryTool(NONE, Redactor.knowing(List.of()))),
                List.of(Skill.named("k8s", "")
                        .tools(
                                new Look("kubectl", List.of(Permission.readAny(), Permission.logs())),
                                new Look("node_log", List.of(Permission.get(ResourceType.NODES))))
                        .actions(new Restart())));
        ToolRegistry tools = new ToolRegistry(
                () -> table,
                permissions -> FakeCluster.empty(),
                (tool, declared, action, authority) -> Called.of(ToolResult.of("")),
                InstantSource.system(),
                action -> Optional.of(against).filter(why -> !why.isEmpty()),
                List::of);

        Toolset set = tools.offer(authority(who, access));

        assertThat(set.specs().stream().map(ToolSpec::name).sorted()).containsExactly(offered.split(" "));
        assertThat(set.withheld())
                .hasSize(5 - set.specs().size())
                .allMatch(one -> !one.reason().isBlank());
        if (!against.isEmpty() && !who.equals("viewer")) {
            assertThat(set.withheld()).contains(new Withheld("rollout_restart", against));
        }
    }

    private static Authority authority(String who, Access access) {
        return switch (who) {
            case "unattended" -> Authority.unattended("job:x", access);
            case "listed" -> Authority.unattended("job:x", access).only(Set.of("kubectl", "rollout_restart"));
            default -> Authority.attended("cli", Level.valueOf(who.toUpperCase(Locale.ROOT)), access);
        };
    }

    @Test
    void offersWhatThereIsAtTheMomentAndAFrozenSetKeepsWhatItHad() {
        List<Tool> kernel = List.of(new Look("findings", List.of()));
        AtomicReference<ToolTable> table = new AtomicReference<>(ToolTable.of(kernel, List.of()));
        ToolRegistry tools = new ToolRegistry(
                table::get,
                permissions -> FakeCluster.empty(),
                (tool, declared, action, authority) -> Called.of(ToolResult.of("")),
                InstantSource.system(),
                action -> Optional.empty(),
                List::of);
        Skill skill = Skill.named("mine", "").tools(new Look("look", List.of()));
        tools.requireNames(List.of(skill));
        table.set(ToolTable.of(kernel, List.of(skill)));
        Toolset frozen = tools.offer(Authority.unattended("job:x", permission -> true));
        table.set(ToolTable.of(kernel, List.of()));

        assertThat(frozen.has("look")).isTrue();
        assertThat(tools.offer(Authority.unattended("job:x", permission -> true))
                        .has("look"))
                .isFalse();
        assertThat(tools.missing(List.of("look"), List.of("mine"))).hasSize(2);
        assertThatThrownBy(() ->
                        tools.requireNames(List.of(Skill.named("other", "").tools(new Look("findings", List.of())))))
                .hasMessage("two tools are named findings: one of midwatch, one of other");
    }

    @Test
    void freezesTheSetWhenItIsOffered() {
        AtomicBoolean stopped = new AtomicBoolean();
        ToolTable table = ToolTable.of(List.of(), List.of(Skill.named("k8s", "").actions(new Restart())));
        ToolRegistry tools = new ToolRegistry(
                () -> table,
                permissions -> FakeCluster.empty(),
                (tool, declared, action, authority) -> Called.wrote("the gate decides"),
                InstantSource.system(),
                action -> stopped.get() ? Optional.of("STOP") : Optional.empty(),
                List::of);
        Toolset before = tools.offer(Authority.unattended("job:x", permission -> !stopped.get()));
        stopped.set(true);

        assertThat(before.specs()).hasSize(1);
        assertThat(before.call("rollout_restart", "{\"name\":\"web\"}")).isEqualTo(Called.wrote("the gate decides"));
        assertThat(tools.offer(Authority.unattended("job:x", permission -> true))
                        .withheld())
                .containsExactly(new Withheld("rollout_restart", "STOP"));
    }

    @Test
    void namesTheToolsOfSomeSkills() {
        assertThat(registry.toolsOf(List.of())).containsExactly("findings");
        assertThat(registry.toolsOf(List.of("k8s"))).contains("findings", "kubectl", "rollout_restart");
    }

    private record Look(String name, List<Permission> permissions) implements Tool {
        @Override
        public ToolSpec spec() {
            return ToolSpec.named(name, "Looks.").text("what", "at what");
        }

        @Override
        public ToolResult call(Json arguments, ToolContext context) throws ClusterException {
            return switch (arguments.get("what").text()) {
                case "break" -> throw new IllegalStateException("oops");
                case "link" -> throw new NoClassDefFoundError("acme/Missing");
                case "timeout" -> throw new ClusterException(Why.TIMEOUT, "no answer in 5 s");
                default -> ToolResult.of("looked");
            };
        }
    }

    private record Restart() implements ActionTool {
        @Override
        public ToolSpec spec() {
            return ToolSpec.named("rollout_restart", "Restarts.").text("name", "of the deployment");
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.get(ResourceType.DEPLOYMENTS), PATCH);
        }

        @Override
        public Action plan(Json arguments, ToolContext context) {
            String name = arguments.get("name").text();
            if (name.equals("paused")) {
                throw new IllegalArgumentException("paused is paused already");
            }
            ObjectRef target = new ObjectRef("apps/v1", "Deployment", "shop", name, "uid-1");
            return new Action.Patch(
                    new Action.Intent(
                            "rollout_restart",
                            ResourceType.DEPLOYMENTS,
                            target,
                            Risk.SAFE,
                            "kubectl -n shop rollout restart deployment/" + name),
                    "",
                    Action.PatchType.STRATEGIC_MERGE,
                    Json.of(Map.of()));
        }
    }
}
