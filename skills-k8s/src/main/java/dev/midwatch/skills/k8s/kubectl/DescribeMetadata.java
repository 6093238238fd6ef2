package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The head of a description: who it is, since when, and to whom it belongs. */
final class DescribeMetadata {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private DescribeMetadata() {}

    static void write(KubeObject object, Description text) {
        text.line("Name", object.name()).line("Namespace", object.namespace());
        text.line("Kind", object.type().kind());
        text.lines(0, "Labels", pairs(object.labels(), "="));
        Map<String, String> annotations = object.at("metadata.annotations").textMembers();
        annotations.remove(LAST_APPLIED);
        text.lines(0, "Annotations", pairs(annotations, ": "));
        text.line("Created", object.at("metadata.creationTimestamp").text());
        object.deletionRequested().ifPresent(moment -> text.line("Terminating since", moment.toString()));
        text.line(
                "Finalizers", String.join(", ", object.at("metadata.finalizers").texts()));
        object.controller().ifPresent(owner -> text.line("Controlled By", owner.kind() + "/" + owner.name()));
    }

    private static List<String> pairs(Map<String, String> entries, String between) {
        return new TreeMap<>(entries)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + between + entry.getValue())
                        .toList();
    }
}
