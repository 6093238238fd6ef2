package dev.midwatch.simulator.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.ObjectQuery;
import dev.midwatch.simulator.store.Stored;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Values the server hands out itself: cluster addresses, selectors of jobs, the state of definitions. */
final class Assigned {
    private Assigned() {}

    static void apply(ResourceType type, ObjectNode object, Write write) {
        if (type.is("", "services")) {
            serviceAddress(type, object, write);
        } else if (type.is("batch", "jobs")) {
            jobSelector(object);
        } else if (type.is("apiextensions.k8s.io", "customresourcedefinitions")) {
            definition(object, write);
        }
    }

    private static void serviceAddress(ResourceType type, ObjectNode object, Write write) {
        ObjectNode spec = Json.child(object, "spec");
        if (spec.path("type").asText().equals("ExternalName")) {
            return;
        }
        if (!spec.hasNonNull("clusterIP")) {
            Set<String> taken = new HashSet<>();
            for (Stored service : write.store().list(ObjectQuery.all(type))) {
                taken.add(service.fields().getOrDefault("spec.clusterIP", ""));
            }
            String address;
            do {
                address = "10.43." + write.names().number(255) + "."
                        + (1 + write.names().number(253));
            } while (taken.contains(address));
            spec.put("clusterIP", address);
        }
        Json.setIfMissing(spec, "clusterIPs", Json.array().add(spec.get("clusterIP")));
        if (!spec.path("type").asText().equals("ClusterIP")) {
            Json.objects(spec.path("ports"))
                    .forEach(port -> Json.setIfMissing(
                            port, "nodePort", 30000L + write.names().number(2767)));
        }
        Json.child(Json.child(object, "status"), "loadBalancer");
    }

    private static void jobSelector(ObjectNode job) {
        ObjectNode spec = Json.child(job, "spec");
        if (spec.path("manualSelector").asBoolean() || spec.has("selector")) {
            return;
        }
        String uid = Meta.uid(job);
        Json.child(spec, "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        ObjectNode labels = Json.child(spec, "template", "metadata", "labels");
        labels.put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", Meta.name(job))
                .put("controller-uid", uid)
                .put("job-name", Meta.name(job));
    }

    private static void definition(ObjectNode definition, Write write) {
        ObjectNode spec = Json.child(definition, "spec");
        ObjectNode names = Json.child(spec, "names");
        String kind = names.path("kind").asText();
        Json.setIfMissing(names, "singular", kind.toLowerCase(Locale.ROOT));
        Json.setIfMissing(names, "listKind", kind + "List");
        Json.child(spec, "conversion").put("strategy", "None");
        ObjectNode status = definition.putObject("status");
        String now = Meta.time(write.clock().instant());
        var conditions = status.putArray("conditions");
        conditions
                .addObject()
                .put("type", "NamesAccepted")
                .put("status", "True")
                .put("lastTransitionTime", now)
                .put("reason", "NoConflicts")
                .put("message", "no conflicts found");
        conditions
                .addObject()
                .put("type", "Established")
                .put("status", "True")
                .put("lastTransitionTime", now)
                .put("reason", "InitialNamesAccepted")
                .put("message", "the initial names have been accepted");
        status.set("acceptedNames", names.deepCopy());
        var stored = status.putArray("storedVersions");
        for (JsonNode version : spec.path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        }
        write.catalog().define(definition);
    }
}
