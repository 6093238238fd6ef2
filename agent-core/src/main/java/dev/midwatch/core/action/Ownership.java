package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether an action changes what a GitOps owner declared, so that the owner would put it back. */
record Ownership(Owner owner, KubeObject target) {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** How managed fields name an item of a list: by its keys, by its value or by its place. */
    private static final Pattern ITEM = Pattern.compile("[kvi]:.*", Pattern.DOTALL);

    static Judgement judge(Action action, KubeObject target) {
        return Owner.of(target)
                .flatMap(owner -> new Ownership(owner, target).conflict(action))
                .map(Judgement::refuse)
                .orElseGet(Judgement::run);
    }

    private Optional<String> conflict(Action action) {
        if (action instanceof Action.Patch patch) {
            List<Json> declared = declared();
            return paths(patch)
                    .filter(path -> declared.isEmpty() || declared.stream().anyMatch(fields -> overlaps(fields, path)))
                    .findFirst()
                    .map(path -> "%s is kept by %s, which would put %s back; %s"
                            .formatted(
                                    target,
                                    owner,
                                    path.isEmpty() ? "all of it" : String.join(".", path),
                                    owner.advice()));
        }
        return action instanceof Action.Exec
                ? Optional.empty()
                : Optional.of(
                        "%s is kept by %s, which would make it again; %s".formatted(target, owner, owner.advice()));
    }

    /** What the owner wrote, as trees of keys. Empty if that cannot be seen; then anything may be its own. */
    private List<Json> declared() {
        List<Json> trees = new ArrayList<>();
        target.at("metadata.managedFields").items().stream()
                .filter(entry -> owner.manager().test(entry.get("manager").text()))
                .filter(entry -> entry.get("subresource").text().isEmpty())
                .map(entry -> entry.get("fieldsV1"))
                .forEach(trees::add);
        String applied = target.annotation(LAST_APPLIED);
        if (!applied.isEmpty()) {
            trees.add(CanonicalJson.parse(applied));
        }
        return trees;
    }

    /** Whether the tree declares the path, something below it, or a whole of which it is a part. */
    private static boolean overlaps(Json tree, List<String> path) {
        Json here = tree;
        for (String key : path) {
            Json next = here.get("f:" + key).isPresent() ? here.get("f:" + key) : here.get(key);
            if (!next.isPresent()) {
                // Of a list only items are declared, and an index may be that of any of them.
                return here.members().keySet().stream().anyMatch(ITEM.asMatchPredicate());
            }
            if (next.members().isEmpty()) {
                return true;
            }
            here = next;
        }
        return true;
    }

    private static Stream<List<String>> paths(Action.Patch patch) {
        return patch.patchType() == PatchType.JSON
                ? patch.body().items().stream()
                        .filter(step -> !step.get("op").is("test"))
                        .flatMap(step -> step.get("op").is("move")
                                ? Stream.of(step.get("from"), step.get("path"))
                                : Stream.of(step.get("path")))
                        .map(path -> pointer(path.text()))
                : leaves(List.of(), patch.body());
    }

    /** As API servers read it: what stands before the first slash does not count, and without one it is the whole object. */
    private static List<String> pointer(String path) {
        return Arrays.stream(path.split("/", -1))
                .skip(1)
                .map(key -> key.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static Stream<List<String>> leaves(List<String> path, Json value) {
        // A directive such as $patch speaks of the whole that it stands in.
        if (value.members().keySet().stream().anyMatch(key -> key.startsWith("$"))
                || value.members().isEmpty()) {
            return Stream.of(path);
        }
        return value.members().entrySet().stream()
                .flatMap(member -> leaves(
                        Stream.concat(path.stream(), Stream.of(member.getKey())).toList(), member.getValue()));
    }
}
