package dev.midwatch.attacks;

import dev.midwatch.api.action.Action.PatchType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ways to write that a GitOps owner's fields are changed without naming them as they are declared; somebody approves whatever is asked. */
final class OwnerAttacks {
    private OwnerAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        steps().forEach((what, step) -> attacks.add(patch(what, PatchType.JSON, List.of(step))));
        attacks.add(patch(
                "a directive in a merge", PatchType.STRATEGIC_MERGE, Map.of("spec", Map.of("$patch", "replace"))));
        attacks.add(patch(
                "an order of a list",
                PatchType.STRATEGIC_MERGE,
                Map.of(
                        "spec",
                        Map.of(
                                "template",
                                Map.of("spec", Map.of("$setElementOrder/containers", List.of(Map.of("name", "x"))))))));
        attacks.add(patch("an empty merge of all there is", PatchType.MERGE, Map.of("spec", Map.of())));
        attacks.add(patch("an item of a list", PatchType.STRATEGIC_MERGE, containers("declared", "evil")));
        return attacks;
    }

    private static Map<String, Map<String, ?>> steps() {
        Map<String, Map<String, ?>> all = new LinkedHashMap<>();
        String image = "/spec/template/spec/containers/0/image";
        all.put("an index", Map.of("op", "replace", "path", image, "value", "evil"));
        all.put("an item removed by its index", Map.of("op", "remove", "path", "/spec/template/spec/containers/0"));
        all.put(
                "an item put at the end",
                Map.of(
                        "op",
                        "add",
                        "path",
                        "/spec/template/spec/containers/-",
                        "value",
                        Map.of("name", "x", "image", "evil")));
        all.put("the whole object", Map.of("op", "replace", "path", "", "value", Map.of("spec", Map.of())));
        all.put("a move away", Map.of("op", "move", "from", "/spec/replicas", "path", "/metadata/annotations/moved"));
        all.put("a copy over it", Map.of("op", "copy", "from", "/metadata/name", "path", image));
        all.put("a parent", Map.of("op", "remove", "path", "/spec/template"));
        all.put("a pointer with a word before it", Map.of("op", "replace", "path", "x/spec/replicas", "value", 0));
        return all;
    }

    private static Map<String, ?> containers(String name, String image) {
        return Map.of(
                "spec",
                Map.of(
                        "template",
                        Map.of("spec", Map.of("containers", List.of(Map.of("name", name, "image", image))))));
    }

    private static Attack patch(String what, PatchType type, Object body) {
        return Attack.of(Family.GITOPS, what + " of what the owner declares", arena -> {
            Crafted declared = Crafted.deployment(arena, "gitops", "declared");
            arena.plans(declared.risky(type, body), Crafted.PATCH);
            arena.approveEverything();
        });
    }
}
