package dev.midwatch.attacks;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.config.ActionsConfig.Exec;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import dev.midwatch.core.config.ActionsConfig.Verdict;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Harm in the undo of something harmless, which is made to fail so that it is undone. */
final class UndoAttacks {
    /** It is never reached. */
    private static final Goal NEVER = Goal.reads("metadata.labels.app", "never");

    private static final Exec NONE = new Exec(false, List.of());

    private UndoAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        hidden().forEach((what, undo) -> {
            attacks.add(Attack.of(Family.UNDOS, what + " as the undo of a safe restart", arena -> {
                Crafted web = Crafted.web(arena);
                arena.plans(
                        web.restart(web.intent("rollout_restart", Risk.SAFE)
                                .until(NEVER)
                                .undoneBy(undo.apply(web))),
                        Crafted.PATCH,
                        Crafted.DELETE);
                fails(arena);
            }));
            attacks.add(Attack.of(
                    Family.UNDOS, what + " as the undo of an approved change, which was not declared", arena -> {
                        Crafted web = Crafted.web(arena);
                        arena.plans(web.restart(web.intent("rollout_restart", Risk.SAFE)
                                .until(NEVER)
                                .undoneBy(undo.apply(web))));
                        arena.approveEverything();
                        fails(arena);
                    }));
        });
        attacks.add(Attack.of(Family.UNDOS, "an undo that a rule refuses", arena -> {
            arena.allow(Mode.AUTO_SAFE, List.of(new Rule("scale", "*", Map.of(), Verdict.REFUSE)), NONE);
            Crafted web = Crafted.web(arena);
            arena.plans(
                    web.restart(web.intent("rollout_restart", Risk.SAFE)
                            .until(NEVER)
                            .undoneBy(web.replicas(web.intent("scale", Risk.SAFE), 0))),
                    Crafted.PATCH);
            arena.approveEverything();
            fails(arena);
        }));
        attacks.add(Attack.of(Family.UNDOS, "an undo of another type", arena -> {
            Crafted web = Crafted.web(arena);
            ObjectRef ref = web.ref();
            arena.plans(
                    web.restart(web.intent("rollout_restart", Risk.SAFE)
                            .until(NEVER)
                            .undoneBy(new Action.Delete(new Intent(
                                    "rollout_restart", ResourceType.PODS, ref, Risk.SAFE, "kubectl get pods")))),
                    Crafted.PATCH);
            arena.approveEverything();
            fails(arena);
        }));
        attacks.addAll(late());
        return attacks;
    }

    private static Map<String, Function<Crafted, Action>> hidden() {
        Map<String, Function<Crafted, Action>> all = new LinkedHashMap<>();
        all.put("a deletion", web -> new Action.Delete(web.intent("rollout_restart", Risk.SAFE)));
        all.put("scaling to nothing", web -> web.replicas(web.intent("rollout_restart", Risk.SAFE), 0));
        all.put("scaling under another name", web -> web.replicas(web.intent("argocd_refresh", Risk.SAFE), 0));
        all.put(
                "a JSON patch",
                web -> new Action.Patch(
                        web.intent("rollout_restart", Risk.SAFE),
                        "",
                        Action.PatchType.JSON,
                        Json.of(List.of(Map.of("op", "remove", "path", "/spec/template/spec/containers/0")))));
        all.put(
                "another image",
                web -> new Action.Patch(
                        web.intent("rollout_restart", Risk.SAFE),
                        "",
                        Action.PatchType.STRATEGIC_MERGE,
                        Json.of(Map.of(
                                "spec",
                                Map.of(
                                        "template",
                                        Map.of(
                                                "spec",
                                                Map.of(
                                                        "containers",
                                                        List.of(Map.of("name", "web", "image", "evil")))))))));
        return all;
    }

    /** The undo was approved with the action; what has become wrong since stops it all the same. */
    private static List<Attack> late() {
        Map<String, Attack.Script> since = new LinkedHashMap<>();
        since.put("everything was stopped", arena -> Files.createFile(arena.home.stop()));
        since.put("actions were switched off", arena -> arena.allow(Mode.OFF, List.of(), NONE));
        since.put(
                "a rule refused it",
                arena -> arena.allow(Mode.AUTO_SAFE, List.of(new Rule("scale", "*", Map.of(), Verdict.REFUSE)), NONE));
        since.put("somebody else changed the object", arena -> arena.ground.scale("team", "web", 4));
        List<Attack> attacks = new ArrayList<>();
        since.forEach((what, change) -> attacks.add(Attack.of(
                Family.UNDOS,
                "an approved undo after " + what,
                arena -> {
                    scales(arena);
                    change.play(arena);
                    fails(arena);
                },
                Crafted.WEB)));
        attacks.add(Attack.of(
                Family.CONTROLS,
                "what did not help is undone",
                arena -> {
                    scales(arena);
                    fails(arena);
                },
                Crafted.WEB,
                Crafted.WEB));
        return attacks;
    }

    private static void scales(Arena arena) {
        Crafted web = Crafted.web(arena);
        int before = arena.ground.eyes().at(web.path()).at("/spec/replicas").asInt();
        Action back = web.replicas(web.intent("scale", Risk.RISKY), before);
        arena.plans(
                web.replicas(web.intent("scale", Risk.RISKY).until(NEVER).undoneBy(back), before + 1), Crafted.PATCH);
        arena.approveEverything();
    }

    private static void fails(Arena arena) {
        arena.ground.pass(Duration.ofMinutes(11));
        arena.looksWhetherItHelped();
    }
}
