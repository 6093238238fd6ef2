package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules, rate and breaker go by an action's name and target, so both have to be true. */
class NamingTest extends OnSimulator {
    private static final Map<String, ?> STAMP = Map.of(
            "spec",
            Map.of(
                    "template",
                    Map.of("metadata", Map.of("annotations", Map.of("kubectl.kubernetes.io/restartedAt", "now")))));

    @Test
    void anActionUnderTheNameOfAnotherToolIsRefused() throws Exception {
        Rule noRestart = new Rule("rollout_restart", "*", Map.of(), ActionsConfig.Verdict.REFUSE);
        ActionGate gate = world.gate(GateOnSimulator.config(Mode.AUTO_SAFE, Set.of(), 2, noRestart));

        Action restart =
                named("harmless", ResourceType.DEPLOYMENTS, world.shop().ref());
        assertThat(refusal(gate, by("rollout_restart", restart)))
                .isEqualTo("rollout_restart planned what calls itself harmless");
        assertThat(world.audit.lines()).last().asString().contains("\"step\":\"refused\"");
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Decoy, shop, shop",
        "apps/v1beta1, Deployment, shop, shop",
        "v1, Deployment, shop, shop",
    })
    void aTargetOfAnInventedKindOrVersionIsRefused(String version, String kind, String namespace, String name)
            throws Exception {
        ObjectRef lie =
                new ObjectRef(version, kind, namespace, name, world.shop().uid());
        assertThat(refusal(
                        world.gate(Mode.AUTO_SAFE),
                        by("rollout_restart", named("rollout_restart", ResourceType.DEPLOYMENTS, lie))))
                .startsWith("what it calls " + kind);
    }

    @Test
    void aTypeThatInventsAKindToGoWithItIsRefused() throws Exception {
        ResourceType decoys = ResourceType.namespaced("apps", "v1", "deployments", "Decoy");
        ObjectRef lie =
                new ObjectRef("apps/v1", "Decoy", "shop", "shop", world.shop().uid());
        assertThat(refusal(world.gate(Mode.AUTO_SAFE), by("rollout_restart", named("rollout_restart", decoys, lie))))
                .isEqualTo(
                        "what it calls Decoy shop/shop (apps/v1, deployments.apps) is Deployment shop/shop (apps/v1)");
    }

    @Test
    void aNamespaceThatAnObjectOfTheClusterDoesNotHaveIsRefused() throws Exception {
        KubeObject node =
                world.cluster.live().find(ResourceType.NODES, "", "birch").orElseThrow();
        ObjectRef elsewhere = new ObjectRef("v1", "Node", "sandbox", "birch", node.uid());
        ActionRequest request = new ActionRequest(
                "cordon",
                new Action.Patch(
                        new Intent("cordon", ResourceType.NODES, elsewhere, Risk.RISKY, "kubectl cordon birch"),
                        "",
                        PatchType.MERGE,
                        Json.of(Map.of("spec", Map.of("unschedulable", true)))),
                List.of(Permission.of(Verb.PATCH, ResourceType.NODES)),
                Optional.empty(),
                "",
                "job:x");
        assertThat(refusal(world.gate(Mode.AUTO_SAFE), request)).contains("is Node birch");
    }

    @ParameterizedTest
    @CsvSource({
        "v1, secrets/shop-database?x=, Secret",
        "v1/namespaces/shop/secrets/shop-database?x=, pods, Secret",
        "v1, ../v1/namespaces/shop/secrets, Secret",
    })
    void aTypeThatIsAnAddressIsRefused(String version, String plural, String kind) throws Exception {
        ResourceType address = ResourceType.namespaced("", version, plural, kind);
        String uid = world.cluster
                .live()
                .find(ResourceType.SECRETS, "shop", "shop-database")
                .orElseThrow()
                .uid();
        Action delete = new Action.Delete(new Intent(
                "tidy",
                address,
                new ObjectRef(address.apiVersion(), kind, "shop", "shop-database", uid),
                Risk.RISKY,
                "kubectl get pods"));
        assertThat(refusal(
                        world.gate(Mode.AUTO_SAFE),
                        new ActionRequest(
                                "tidy",
                                delete,
                                List.of(Permission.of(Verb.DELETE, address)),
                                Optional.empty(),
                                "",
                                "job:x")))
                .startsWith("not a resource type");
    }

    @Test
    void aSubresourceThatIsAPathIsRefused() throws Exception {
        Action beside = new Action.Patch(
                new Intent("scale", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, "kubectl scale"),
                "../shop-worker",
                PatchType.MERGE,
                Json.of(Map.of("spec", Map.of("replicas", 0))));
        assertThat(refusal(
                        world.gate(Mode.PROPOSE),
                        new ActionRequest(
                                "scale",
                                beside,
                                List.of(Permission.of(Verb.PATCH, ResourceType.DEPLOYMENTS)
                                        .on("../shop-worker")),
                                Optional.empty(),
                                "",
                                "job:x")))
                .isEqualTo("not a subresource: ../shop-worker");
    }

    @Test
    void anUndoOfAnotherTypeIsRefused() throws Exception {
        ResourceType others = ResourceType.namespaced("apps", "v1", "statefulsets", "Deployment");
        Action undo = named("scale", others, world.shop().ref());
        Action scale = new Action.Patch(
                new Intent("scale", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, "kubectl scale")
                        .undoneBy(undo),
                "",
                PatchType.MERGE,
                Json.of(Map.of("spec", Map.of("replicas", 2))));
        assertThat(refusal(world.gate(Mode.PROPOSE), by("scale", scale)))
                .isEqualTo("its undo is of another resource type");
    }

    @Test
    void theRateCountsTheTypeInTheApiAndNotWhatAVersionCallsIt() throws Exception {
        ActionGate gate = world.gate(Mode.AUTO_SAFE);
        for (int run = 0; run < 2; run++) {
            assertThat(gate.submit(by(
                            "rollout_restart",
                            named(
                                    "rollout_restart",
                                    ResourceType.DEPLOYMENTS,
                                    world.shop().ref()))))
                    .isInstanceOf(Verdict.Ran.class);
            world.simulation.advance(Duration.ofMinutes(3));
        }
        ResourceType older = ResourceType.namespaced("apps", "v1beta2", "deployments", "Old");
        ObjectRef same = new ObjectRef(
                "apps/v1beta2", "Old", "shop", "shop", world.shop().uid());
        assertThat(new ActionLog(world.database)
                        .load(
                                named("rollout_restart", older, same),
                                world.simulation.clock().instant())
                        .onTarget())
                .isEqualTo(2);
    }

    private static Action named(String name, ResourceType type, ObjectRef target) {
        return new Action.Patch(
                new Intent(name, type, target, Risk.SAFE, "kubectl get pods"),
                "",
                PatchType.STRATEGIC_MERGE,
                Json.of(STAMP));
    }

    private static ActionRequest by(String tool, Action action) {
        return new ActionRequest(tool, action, GateOnSimulator.DECLARED, Optional.empty(), "", "job:x");
    }

    private static String refusal(ActionGate gate, ActionRequest request) {
        Verdict verdict = gate.submit(request);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).why();
    }
}
