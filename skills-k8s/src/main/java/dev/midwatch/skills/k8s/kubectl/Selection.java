package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole objects a command is about, and a message for each name that is not there. */
record Selection(List<KubeObject> objects, List<String> missing) {
    static Selection of(List<Target> targets, CommandLine line, ClusterReader cluster)
            throws UsageException, ClusterException {
        List<KubeObject> objects = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Target target : targets) {
            String namespace = target.namespace(line);
            for (String name : target.names()) {
                cluster.find(target.type(), namespace, name)
                        .ifPresentOrElse(objects::add, () -> missing.add(target.notFound(name)));
            }
            if (!target.isNamed()) {
                objects.addAll(cluster.list(query(target, namespace, line)));
            }
        }
        return new Selection(objects.stream().map(Selection::complete).toList(), missing);
    }

    static ListQuery query(Target target, String namespace, CommandLine line) {
        return ListQuery.of(target.type())
                .in(namespace)
                .labelled(line.text(Flag.SELECTOR))
                .where(line.text(Flag.FIELD_SELECTOR));
    }

    /** Items of a list come without version and kind; kubectl writes them in. */
    private static KubeObject complete(KubeObject object) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("apiVersion", object.type().apiVersion());
        json.put("kind", object.type().kind());
        object.json().members().forEach((key, value) -> json.put(key, value.raw()));
        return SecretMask.applyTo(KubeObject.of(object.type(), json));
    }

    /** The one object that was asked for by name, or a List. */
    Json asDocument(boolean single) {
        if (single) {
            return objects.get(0).json();
        }
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", "v1");
        list.put("items", objects.stream().map(object -> object.json().raw()).toList());
        list.put("kind", "List");
        list.put("metadata", Map.of("resourceVersion", ""));
        return Json.of(list);
    }
}
