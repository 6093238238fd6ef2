package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.verb.DeleteOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ControllerRevisions of a StatefulSet or DaemonSet: the templates it had, the present one with the highest number. */
final class TemplateHistory {
    private static final String PLURAL = "controllerrevisions";
    private final Cluster cluster;

    TemplateHistory(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Keeps the present template under that name and hash; one that is used again becomes the newest. */
    void keep(ObjectNode set, String name, String hash) {
        String namespace = Meta.namespace(set);
        List<ObjectNode> all = cluster.list("apps", PLURAL, namespace).stream()
                .filter(each -> Meta.controlledBy(each, Meta.uid(set)))
                .sorted(Comparator.comparingLong(TemplateHistory::number))
                .toList();
        long newest = all.isEmpty() ? 0 : number(all.get(all.size() - 1));
        Optional<ObjectNode> present =
                all.stream().filter(each -> Meta.name(each).equals(name)).findFirst();
        if (present.isEmpty()) {
            cluster.create(made(set, name, hash, newest + 1), "kube-controller-manager");
        } else if (number(present.get()) < newest) {
            cluster.change("apps", PLURAL, namespace, name, each -> each.put("revision", newest + 1));
        }
        int limit = Json.at(set, "spec", "revisionHistoryLimit").asInt(10);
        all.stream()
                .filter(each -> !Meta.name(each).equals(name))
                .limit(Math.max(0, all.size() - 1 - limit))
                .forEach(each -> cluster.delete("apps", PLURAL, namespace, Meta.name(each), DeleteOptions.plain()));
    }

    private static long number(ObjectNode revision) {
        return revision.path("revision").asLong();
    }

    private static ObjectNode made(ObjectNode set, String name, String hash, long number) {
        ObjectNode revision = Json.object();
        revision.put("apiVersion", "apps/v1").put("kind", "ControllerRevision");
        ObjectNode metadata = revision.putObject("metadata");
        metadata.put("name", name).put("namespace", Meta.namespace(set));
        metadata.set("labels", Json.at(set, "spec", "selector", "matchLabels").deepCopy());
        Json.child(metadata, "labels").put("controller-revision-hash", hash);
        metadata.putArray("ownerReferences").add(Pods.ownerReference(set));
        ObjectNode template = Json.at(set, "spec", "template").deepCopy();
        template.put("$patch", "replace");
        revision.putObject("data").putObject("spec").set("template", template);
        return revision.put("revision", number);
    }
}
