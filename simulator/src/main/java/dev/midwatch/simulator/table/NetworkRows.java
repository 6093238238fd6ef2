package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of services, ingresses and endpoint slices. */
final class NetworkRows {
    private NetworkRows() {}

    static void service(Row row) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : row.at("spec", "ports")) {
            String node = port.has("nodePort") ? ":" + port.path("nodePort") : "";
            ports.add(port.path("port") + node + "/" + port.path("protocol").asText("TCP"));
        }
        row.add(row.text("spec", "type"))
                .add(row.orNone("spec", "clusterIP"))
                .add(externalAddress(row))
                .add(ports.isEmpty() ? Row.NONE : String.join(",", ports))
                .add(row.age())
                .add(selector(row.at("spec", "selector")));
    }

    private static String selector(JsonNode selector) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(Json.stringMap(selector)).forEach((key, value) -> parts.add(key + "=" + value));
        return parts.isEmpty() ? Row.NONE : String.join(",", parts);
    }

    private static String externalAddress(Row row) {
        List<String> addresses = new ArrayList<>(addresses(row.at("status", "loadBalancer", "ingress")));
        addresses.addAll(Json.texts(row.at("spec", "externalIPs")));
        return switch (row.text("spec", "type")) {
            case "ExternalName" -> row.orNone("spec", "externalName");
            case "LoadBalancer" -> addresses.isEmpty() ? "<pending>" : String.join(",", addresses);
            default -> addresses.isEmpty() ? Row.NONE : String.join(",", addresses);
        };
    }

    private static List<String> addresses(JsonNode ingress) {
        return Json.objects(ingress).stream()
                .map(point -> point.path("ip").asText(point.path("hostname").asText()))
                .toList();
    }

    static void ingress(Row row) {
        Set<String> hosts = new LinkedHashSet<>();
        row.at("spec", "rules").forEach(rule -> hosts.add(rule.path("host").asText("*")));
        row.add(row.orNone("spec", "ingressClassName"))
                .add(hosts.isEmpty() ? "*" : String.join(",", hosts))
                .add(String.join(",", addresses(row.at("status", "loadBalancer", "ingress"))))
                .add(row.at("spec", "tls").isEmpty() ? "80" : "80, 443")
                .add(row.age());
    }

    static void endpointSlice(Row row) {
        Set<String> ports = new TreeSet<>();
        row.at("ports").forEach(port -> ports.add(port.path("port").asText()));
        List<String> addresses = new ArrayList<>();
        row.at("endpoints").forEach(endpoint -> addresses.addAll(Json.texts(endpoint.path("addresses"))));
        row.add(row.text("addressType"))
                .add(ports.isEmpty() ? "<unset>" : String.join(",", ports))
                .add(shortened(addresses))
                .add(row.age());
    }

    private static String shortened(List<String> addresses) {
        if (addresses.isEmpty()) {
            return "<unset>";
        }
        String shown = String.join(",", addresses.subList(0, Math.min(3, addresses.size())));
        return addresses.size() > 3 ? shown + " + " + (addresses.size() - 3) + " more..." : shown;
    }
}
