package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is different about two pod templates, in short words: what most often breaks something first. */
final class TemplateChanges {
    private static final Set<String> LISTS = Set.of("containers", "initContainers", "volumes");
    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";
    /** The controller's own. */
    private static final String HASH = "pod-template-hash";

    private TemplateChanges() {}

    static List<String> of(Json before, Json after) {
        List<String> changes = new ArrayList<>();
        Json was = before.get("spec");
        Json is = after.get("spec");
        boolean alone = was.get("containers").items().size() <= 1
                && is.get("containers").items().size() <= 1;
        containers("container", was.get("containers"), is.get("containers"), alone, changes);
        containers("init container", was.get("initContainers"), is.get("initContainers"), false, changes);
        volumes(was.get("volumes"), is.get("volumes"), changes);
        ContainerChanges.names(was.members(), is.members()).stream()
                .filter(key -> !LISTS.contains(key))
                .forEach(key -> changes.add(Leaves.difference(key, was.get(key), is.get(key))));
        annotations(before.at("metadata.annotations"), after.at("metadata.annotations"), changes);
        labels(
                before.at("metadata.labels").textMembers(),
                after.at("metadata.labels").textMembers(),
                changes);
        changes.removeIf(String::isEmpty);
        return changes;
    }

    private static void containers(String what, Json before, Json after, boolean alone, List<String> changes) {
        Map<String, Json> old = ContainerChanges.byName(before);
        Map<String, Json> now = ContainerChanges.byName(after);
        for (String name : ContainerChanges.names(old, now)) {
            if (!old.containsKey(name) || !now.containsKey(name)) {
                changes.add("%s %s %s".formatted(what, name, now.containsKey(name) ? "added" : "removed"));
                continue;
            }
            ContainerChanges.of(old.get(name), now.get(name))
                    .forEach(change -> changes.add(alone ? change : change + " of " + what + " " + name));
        }
    }

    private static void volumes(Json before, Json after, List<String> changes) {
        Map<String, Json> old = ContainerChanges.byName(before);
        Map<String, Json> now = ContainerChanges.byName(after);
        for (String name : ContainerChanges.names(old, now)) {
            changes.add(Leaves.difference(
                    "volume " + name, old.getOrDefault(name, Json.of(null)), now.getOrDefault(name, Json.of(null))));
        }
    }

    /** Charts keep the checksum of a configuration there, so that its change makes new pods. */
    private static void annotations(Json before, Json after, List<String> changes) {
        for (String key : ContainerChanges.names(before.members(), after.members())) {
            if (!before.get(key).equals(after.get(key))) {
                changes.add(
                        key.equals(RESTARTED)
                                ? "restarted by hand"
                                : key.startsWith("checksum/")
                                        ? "configuration changed (" + key + ")"
                                        : "annotation " + key + " changed");
            }
        }
    }

    private static void labels(Map<String, String> before, Map<String, String> after, List<String> changes) {
        before.remove(HASH);
        after.remove(HASH);
        if (!before.equals(after)) {
            changes.add("labels changed");
        }
    }
}
