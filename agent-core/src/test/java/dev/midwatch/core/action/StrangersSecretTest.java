package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.text.KnownSecrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody keeps in a Secret neither stops a repair nor makes its record unreadable. */
class StrangersSecretTest extends OnSimulator {
    @Test
    void aRestartGoesOnThoughEveryWordOfItStandsInASecret() throws Exception {
        Action restart = world.restart();
        Stream.of(
                        "Deployment",
                        "deployments",
                        "restartedAt",
                        "replicas",
                        "rollout_restart",
                        "template",
                        "annotations",
                        "shop/shop")
                .forEach(word -> {
                    KnownSecrets.ofProcess().learnValue("decoys", "x", word);
                    KnownSecrets.ofProcess().learnIfNamed("decoys", "X_PASSWORD", word);
                });

        assertThat(world.gate(Mode.AUTO_SAFE).submit(GateOnSimulator.request(restart)))
                .isInstanceOf(Verdict.Ran.class);
        assertThat(world.audit.lines())
                .allSatisfy(line -> assertThat(line)
                        .contains("\"target\":\"Deployment shop/shop\"", "\"action\":\"rollout_restart\"")
                        .doesNotContain("redacted"));
    }

    /** Not even where it was learned before the object was seen. */
    @Test
    void theNamesOfWhatIsChangedMayBeKnownValues() throws Exception {
        KnownSecrets.ofProcess().learn("Deployment strange-4711x/odd-0815y");
        KnownSecrets.ofProcess().learn("strange-4711x");
        KnownSecrets.ofProcess().learn("odd-0815y");
        Action action = new Action.Delete(new Action.Intent(
                "odd_delete",
                ResourceType.DEPLOYMENTS,
                new ObjectRef("apps/v1", "Deployment", "strange-4711x", "odd-0815y", "u"),
                Risk.RISKY,
                "kubectl -n strange-4711x delete deployment/odd-0815y"));
        world.audit.record("refused", AuditFacts.of(action, Map.of("why", "odd-0815y would be shown")));

        Json line = CanonicalJson.parse(world.audit.lines().get(0));

        assertThat(line.get("target").text()).isEqualTo("Deployment strange-4711x/odd-0815y");
        assertThat(line.get("request").text()).isEqualTo("delete deployments.apps strange-4711x/odd-0815y");
        assertThat(line.get("why").text()).isEqualTo("[redacted] would be shown");
        assertThat(BroughtIn.by(action)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"args", "value", "command", "annotations"})
    void aKnownValueThatThePlanBringsInIsStillRefused(String field) throws Exception {
        KnownSecrets.ofProcess().learnValue("shop", "x", "canary-brought-0417z");
        Action.Intent intent = new Action.Intent(
                "rollout_undo", ResourceType.DEPLOYMENTS, world.shop().ref(), Risk.RISKY, "kubectl rollout undo");
        Action.Patch patch = new Action.Patch(
                intent,
                "",
                Action.PatchType.MERGE,
                Json.of(Map.of("spec", Map.of(field, List.of("--x=canary-brought-0417z")))));
        Action undone = new Action.Patch(
                intent.undoneBy(patch), "", Action.PatchType.MERGE, Json.of(Map.of("spec", Map.of("replicas", 2))));

        for (Action action : List.of(patch, undone)) {
            Verdict verdict = world.gate(Mode.AUTO_SAFE).submit(GateOnSimulator.request(action));
            assertThat(((Verdict.Refused) verdict).why()).contains("holds a secret");
        }
    }
}
