package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Names;
import java.util.AbstractList;
import java.util.List;

/** Running pods by the thousand, made one at a time as they are read, so that a big cluster fits a small heap. */
final class Bulk {
    private static final int PER_NODE = 100;
    private static final int PER_NAMESPACE = 200;

    private Bulk() {}

    static List<ObjectNode> objects(int pods) {
        if (pods == 0) {
            return List.of();
        }
        int nodes = Math.max(1, pods / PER_NODE);
        int namespaces = Math.max(1, pods / PER_NAMESPACE);
        return new AbstractList<>() {
            @Override
            public ObjectNode get(int index) {
                if (index < namespaces) {
                    return named("Namespace", "", "bulk-" + index);
                }
                return index < namespaces + nodes
                        ? node(index - namespaces)
                        : pod(index - namespaces - nodes, nodes, namespaces);
            }

            @Override
            public int size() {
                return namespaces + nodes + pods;
            }
        };
    }

    private static ObjectNode named(String kind, String namespace, String name) {
        ObjectNode object = Json.object();
        object.put("apiVersion", "v1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private static ObjectNode node(int index) {
        ObjectNode node = named("Node", "", "bulk-node-" + index);
        ObjectNode status = node.putObject("status");
        status.putObject("allocatable").put("cpu", "64").put("memory", "256Gi").put("pods", "250");
        status.set("capacity", status.get("allocatable").deepCopy());
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("reason", "KubeletReady");
        return node;
    }

    private static ObjectNode pod(int index, int nodes, int namespaces) {
        String app = "app-" + index / 3;
        String hash = Names.hash(app);
        ObjectNode pod = named("Pod", "bulk-" + index % namespaces, app + "-" + hash + "-" + Names.hash("p" + index));
        Json.child(pod, "metadata", "labels").put("app", app).put("pod-template-hash", hash);
        ObjectNode spec = pod.putObject("spec").put("nodeName", "bulk-node-" + index % nodes);
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "main").put("image", "registry.example/" + app + ":1.0.0");
        Json.child(container, "resources", "requests").put("cpu", "100m").put("memory", "128Mi");
        ObjectNode status = pod.putObject("status").put("phase", "Running").put("podIP", "10.42.0.1");
        status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
        ObjectNode state = status.putArray("containerStatuses").addObject();
        state.put("name", "main").put("ready", true).put("restartCount", 0).put("started", true);
        state.put("image", "registry.example/" + app + ":1.0.0").put("imageID", "");
        state.putObject("state").putObject("running").put("startedAt", "2026-01-01T00:00:00Z");
        return pod;
    }
}
