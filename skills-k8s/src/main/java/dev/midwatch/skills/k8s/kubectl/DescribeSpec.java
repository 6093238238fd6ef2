package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the object is to be and what it is, without what other parts of the description tell. */
final class DescribeSpec {
    /** Fields of pods that say little to one who looks for a fault. */
    private static final Set<String> NOISE = Set.of(
            "containers",
            "initContainers",
            "ephemeralContainers",
            "template",
            "enableServiceLinks",
            "schedulerName",
            "terminationGracePeriodSeconds",
            "dnsPolicy",
            "preemptionPolicy",
            "securityContext",
            "serviceAccount",
            "volumeClaimTemplates");

    private static final Set<String> TOLD_ELSEWHERE =
            Set.of("conditions", "containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses", "images");

    private DescribeSpec() {}

    static void write(KubeObject object, Description text) {
        if (object.type().kind().equals("Secret") || object.type().kind().equals("ConfigMap")) {
            writeData(object, text);
            return;
        }
        section("Spec", object.at("spec"), NOISE, text);
        section("Status", object.at("status"), TOLD_ELSEWHERE, text);
        for (Map.Entry<String, Json> member : new TreeMap<>(object.json().members()).entrySet()) {
            if (!List.of("apiVersion", "kind", "metadata", "spec", "status").contains(member.getKey())) {
                text.value(0, Description.words(member.getKey()), member.getValue());
            }
        }
    }

    private static void section(String label, Json section, Set<String> without, Description text) {
        Map<String, Json> shown = new TreeMap<>(section.members());
        shown.keySet().removeAll(without);
        if (!shown.isEmpty()) {
            text.heading(0, label);
            shown.forEach((key, value) -> text.value(1, Description.words(key), value));
        }
    }

    /** Of a Secret the keys, of a ConfigMap the values too. */
    private static void writeData(KubeObject object, Description text) {
        text.line("Type", object.at("type").text());
        text.heading(0, "Data");
        boolean secret = object.type().kind().equals("Secret");
        new TreeMap<>(object.at("data").textMembers())
                .forEach((key, value) -> text.line(1, key, secret ? "***" : value.isEmpty() ? "(empty)" : value));
        new TreeMap<>(object.at("binaryData").members())
                .forEach((key, value) -> text.line(1, key, value.text().length() + " characters of base64"));
    }
}
