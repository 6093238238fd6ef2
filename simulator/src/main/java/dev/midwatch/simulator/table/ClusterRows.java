package dev.midwatch.simulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rows of nodes, policies, access rules and definitions. */
final class ClusterRows {
    private static final String ROLE = "node-role.kubernetes.io/";

    private ClusterRows() {}

    static void fill(ResourceType type, Row row) {
        switch (type.qualified()) {
            case "roles.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io", "limitranges" ->
                row.add(row.text("metadata", "creationTimestamp"));
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                binding(row);
            case "poddisruptionbudgets.policy" -> budget(row);
            case "horizontalpodautoscalers.autoscaling" -> autoscaler(row);
            case "resourcequotas" -> quota(row);
            case "leases.coordination.k8s.io" ->
                row.add(row.text("spec", "holderIdentity")).add(row.age());
            case "customresourcedefinitions.apiextensions.k8s.io" -> definition(row);
            case "apiservices.apiregistration.k8s.io" -> apiService(row);
            case "priorityclasses.scheduling.k8s.io" ->
                row.add(row.number("value"))
                        .add(row.at("globalDefault").asBoolean())
                        .add(row.age())
                        .add(row.text("preemptionPolicy"));
            case "validatingwebhookconfigurations.admissionregistration.k8s.io",
                    "mutatingwebhookconfigurations.admissionregistration.k8s.io" ->
                row.add(row.at("webhooks").size()).add(row.age());
            default -> row.add(row.age());
        }
    }

    static void node(Row row) {
        List<String> status = new ArrayList<>();
        for (JsonNode condition : row.at("status", "conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                status.add(condition.path("status").asText().equals("True") ? "Ready" : "NotReady");
            }
        }
        if (status.isEmpty()) {
            status.add("Unknown");
        }
        if (row.at("spec", "unschedulable").asBoolean()) {
            status.add("SchedulingDisabled");
        }
        Set<String> roles = new TreeSet<>();
        row.at("metadata", "labels").fieldNames().forEachRemaining(label -> {
            if (label.startsWith(ROLE)) {
                roles.add(label.substring(ROLE.length()));
            }
        });
        row.add(String.join(",", status))
                .add(roles.isEmpty() ? Row.NONE : String.join(",", roles))
                .add(row.age())
                .add(row.text("status", "nodeInfo", "kubeletVersion"))
                .add(address(row, "InternalIP"))
                .add(address(row, "ExternalIP"))
                .add(info(row, "osImage"))
                .add(info(row, "kernelVersion"))
                .add(info(row, "containerRuntimeVersion"));
    }

    private static String info(Row row, String field) {
        String found = row.text("status", "nodeInfo", field);
        return found.isEmpty() ? "<unknown>" : found;
    }

    private static String address(Row row, String type) {
        for (JsonNode address : row.at("status", "addresses")) {
            if (address.path("type").asText().equals(type)) {
                return address.path("address").asText();
            }
        }
        return Row.NONE;
    }

    private static void binding(Row row) {
        row.add(row.text("roleRef", "kind") + "/" + row.text("roleRef", "name")).add(row.age());
        row.add(subjects(row, "User")).add(subjects(row, "Group")).add(subjects(row, "ServiceAccount"));
    }

    private static String subjects(Row row, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : row.at("subjects")) {
            if (subject.path("kind").asText().equals(kind)) {
                String namespace = subject.path("namespace").asText();
                names.add((namespace.isEmpty() ? "" : namespace + "/")
                        + subject.path("name").asText());
            }
        }
        return String.join(", ", names);
    }

    private static void budget(Row row) {
        row.add(orNotAvailable(row, "minAvailable"))
                .add(orNotAvailable(row, "maxUnavailable"))
                .add(row.number("status", "disruptionsAllowed"))
                .add(row.age());
    }

    private static String orNotAvailable(Row row, String field) {
        String found = row.text("spec", field);
        return found.isEmpty() ? "N/A" : found;
    }

    private static void autoscaler(Row row) {
        List<String> targets = new ArrayList<>();
        JsonNode current = row.at("status", "currentMetrics");
        for (int i = 0; i < row.at("spec", "metrics").size(); i++) {
            JsonNode metric = row.at("spec", "metrics").get(i).path("resource");
            String now = Json.text(current.path(i), "resource", "current", "averageUtilization");
            targets.add(metric.path("name").asText() + ": " + (now.isEmpty() ? "<unknown>" : now + "%") + "/"
                    + Json.text(metric, "target", "averageUtilization") + "%");
        }
        String least = row.text("spec", "minReplicas");
        row.add(row.text("spec", "scaleTargetRef", "kind") + "/" + row.text("spec", "scaleTargetRef", "name"))
                .add(targets.isEmpty() ? Row.NONE : String.join(", ", targets))
                .add(least.isEmpty() ? "<unset>" : least)
                .add(row.number("spec", "maxReplicas"))
                .add(row.number("status", "currentReplicas"))
                .add(row.age());
    }

    private static void quota(Row row) {
        List<String> requests = new ArrayList<>();
        List<String> limits = new ArrayList<>();
        row.at("status", "hard").properties().forEach(hard -> {
            String used = row.text("status", "used", hard.getKey());
            (hard.getKey().startsWith("limits.") ? limits : requests)
                    .add(hard.getKey() + ": " + used + "/" + hard.getValue().asText());
        });
        row.add(String.join(", ", requests)).add(String.join(", ", limits)).add(row.age());
    }

    private static void definition(Row row) {
        boolean established = false;
        for (JsonNode condition : row.at("status", "conditions")) {
            established |= condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True");
        }
        row.add(row.text("spec", "scope"))
                .add(Row.joined(row.at("spec", "versions"), "name"))
                .add(row.text("metadata", "creationTimestamp"))
                .add(row.text("spec", "group"))
                .add(row.text("spec", "names", "kind"))
                .add(String.join(",", Json.texts(row.at("spec", "names", "shortNames"))))
                .add(established);
    }

    private static void apiService(Row row) {
        JsonNode service = row.at("spec", "service");
        String shown = service.isObject()
                ? service.path("namespace").asText() + "/"
                        + service.path("name").asText()
                : "Local";
        String available = "Unknown";
        for (JsonNode condition : row.at("status", "conditions")) {
            if (condition.path("type").asText().equals("Available")) {
                available = condition.path("status").asText();
                if (!available.equals("True")) {
                    available += " (" + condition.path("reason").asText() + ")";
                }
            }
        }
        row.add(shown).add(available).add(row.age());
    }
}
