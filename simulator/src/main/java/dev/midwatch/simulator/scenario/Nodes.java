package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import java.util.List;

/** Nodes of a k3s-like cluster: a number of them, or a list with names and sizes. */
final class Nodes {
    private static final List<String> KEYS = List.of("name", "cpu", "memory", "architecture", "server", "labels");

    private Nodes() {}

    static void read(Source source, JsonNode nodes, List<ObjectNode> into) {
        if (nodes.isInt()) {
            for (int i = 0; i < nodes.asInt(); i++) {
                ObjectNode entry = Json.object();
                entry.put("name", "node-" + (i + 1)).put("server", i == 0);
                into.add(node(entry, i));
            }
            return;
        }
        for (int i = 0; i < nodes.size(); i++) {
            Keys.check(source, "/cluster/nodes/" + i, nodes.get(i), KEYS, List.of("name"));
            into.add(node(nodes.get(i), i));
        }
    }

    private static ObjectNode node(JsonNode entry, int index) {
        String name = entry.path("name").asText();
        String architecture = entry.path("architecture").asText("amd64");
        ObjectNode node = Json.object();
        node.put("apiVersion", "v1").put("kind", "Node");
        ObjectNode metadata = node.putObject("metadata").put("name", name);
        ObjectNode labels = metadata.putObject("labels");
        labels.put("beta.kubernetes.io/arch", architecture)
                .put("kubernetes.io/arch", architecture)
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux")
                .put("node.kubernetes.io/instance-type", "k3s");
        if (entry.path("server").asBoolean()) {
            labels.put("node-role.kubernetes.io/control-plane", "true");
        }
        if (entry.path("labels") instanceof ObjectNode extra) {
            labels.setAll(extra);
        }
        node.putObject("spec").put("podCIDR", "10.42." + index + ".0/24").put("providerID", "k3s://" + name);
        ObjectNode status = node.putObject("status");
        var addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", "192.168.10." + (11 + index));
        addresses.addObject().put("type", "Hostname").put("address", name);
        for (String kind : List.of("capacity", "allocatable")) {
            status.putObject(kind)
                    .put("cpu", entry.path("cpu").asText("4"))
                    .put("memory", entry.path("memory").asText("8Gi"))
                    .put("ephemeral-storage", "98831908Ki")
                    .put("pods", "110");
        }
        status.putObject("nodeInfo")
                .put("architecture", architecture)
                .put("bootID", "")
                .put("containerRuntimeVersion", "containerd://2.1.4-k3s1")
                .put("kernelVersion", "6.12.48")
                .put("kubeProxyVersion", "")
                .put("kubeletVersion", "v1.37.2+k3s1")
                .put("machineID", "")
                .put("operatingSystem", "linux")
                .put("osImage", "Debian GNU/Linux 13 (trixie)")
                .put("systemUUID", "");
        return node;
    }
}
