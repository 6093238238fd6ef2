package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Blast;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Actions as canonical JSON: keys sorted, no white space, so that equal actions are equal bytes. */
final class ActionJson {
    private ActionJson() {}

    static String write(Action action) {
        return CanonicalJson.text(json(action));
    }

    private static Map<String, Object> json(Action action) {
        Map<String, Object> json = new TreeMap<>();
        json.put("intent", intent(action.intent()));
        if (action instanceof Action.Patch patch) {
            json.put("kind", "patch");
            json.put("subresource", patch.subresource());
            json.put("patch_type", patch.patchType().name());
            json.put("body", patch.body().raw());
        } else if (action instanceof Action.Delete) {
            json.put("kind", "delete");
        } else if (action instanceof Action.Evict) {
            json.put("kind", "evict");
        } else if (action instanceof Action.Exec exec) {
            json.put("kind", "exec");
            json.put("container", exec.container());
            json.put("command", exec.command());
        }
        return json;
    }

    static Action read(String canonical) {
        return action(CanonicalJson.parse(canonical));
    }

    private static Action action(Json json) {
        Intent intent = intent(json.get("intent"));
        return switch (json.get("kind").text()) {
            case "patch" ->
                new Action.Patch(
                        intent,
                        json.get("subresource").text(),
                        PatchType.valueOf(json.get("patch_type").text()),
                        json.get("body"));
            case "delete" -> new Action.Delete(intent);
            case "evict" -> new Action.Evict(intent);
            case "exec" ->
                new Action.Exec(
                        intent,
                        json.get("container").text(),
                        json.get("command").texts());
            default -> throw new IllegalArgumentException("not an action: " + json);
        };
    }

    private static Map<String, Object> intent(Intent intent) {
        ResourceType type = intent.type();
        ObjectRef target = intent.target();
        Map<String, Object> json = new TreeMap<>();
        json.put("name", intent.name());
        json.put("risk", intent.risk().name());
        json.put("kubectl", intent.kubectl());
        json.put(
                "type",
                Map.of(
                        "group", type.group(),
                        "version", type.version(),
                        "plural", type.plural(),
                        "kind", type.kind(),
                        "namespaced", type.namespaced()));
        json.put("target", Map.of("namespace", target.namespace(), "name", target.name(), "uid", target.uid()));
        json.put(
                "blast",
                Map.of("count", intent.blast().count(), "what", intent.blast().what()));
        Goal goal = intent.goal();
        json.put("goal", Map.of("kind", goal.kind().name(), "path", goal.path(), "text", goal.text()));
        intent.undo().ifPresent(undo -> json.put("undo", json(undo)));
        return json;
    }

    private static Intent intent(Json json) {
        Json type = json.get("type");
        ResourceType resource = new ResourceType(
                type.get("group").text(),
                type.get("version").text(),
                type.get("plural").text(),
                type.get("kind").text(),
                type.get("namespaced").isTrue());
        ObjectRef target = new ObjectRef(
                resource.apiVersion(),
                resource.kind(),
                json.at("target.namespace").text(),
                json.at("target.name").text(),
                json.at("target.uid").text());
        return new Intent(
                json.get("name").text(),
                resource,
                target,
                Risk.valueOf(json.get("risk").text()),
                json.get("kubectl").text(),
                new Blast(
                        (int) json.at("blast.count").number(0),
                        json.at("blast.what").text()),
                new Goal(
                        Goal.Kind.valueOf(json.at("goal.kind").text()),
                        json.at("goal.path").text(),
                        json.at("goal.text").text()),
                json.get("undo").isPresent() ? Optional.of(action(json.get("undo"))) : Optional.empty());
    }
}
