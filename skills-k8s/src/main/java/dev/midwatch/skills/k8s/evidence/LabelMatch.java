package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a selector selects of a namespace's pods, and if nothing, by which label it misses.
 *
 * @param selector as people write it, {@code app=web,tier=front}
 * @param near     by which one label it misses pods, in words; empty if it selects something, or misses by more
 */
public record LabelMatch(String selector, List<KubeObject> pods, Optional<String> near) {
    public static LabelMatch of(Map<String, String> wanted, List<KubeObject> pods) {
        String selector = new TreeMap<>(wanted)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
        List<KubeObject> matching =
                pods.stream().filter(pod -> isOn(wanted, pod)).toList();
        return new LabelMatch(selector, matching, matching.isEmpty() ? near(wanted, pods) : Optional.empty());
    }

    private static boolean isOn(Map<String, String> wanted, KubeObject pod) {
        Json labels = pod.at("metadata.labels");
        return wanted.entrySet().stream()
                .allMatch(label -> labels.get(label.getKey()).is(label.getValue()));
    }

    /** For a cause line; empty if it selects something. */
    public String miss() {
        return pods.isEmpty() ? near.orElse("no pod in the namespace has these labels, nor all of them but one") : "";
    }

    private static Optional<String> near(Map<String, String> wanted, List<KubeObject> pods) {
        return wanted.entrySet().stream()
                .map(label -> missBy(label.getKey(), label.getValue(), wanted, pods))
                .filter(text -> !text.isEmpty())
                .min(Comparator.naturalOrder());
    }

    /** What the pods have that match all the other labels. */
    private static String missBy(String key, String value, Map<String, String> wanted, List<KubeObject> pods) {
        Map<String, String> others = new TreeMap<>(wanted);
        others.remove(key);
        List<String> values = pods.stream()
                .filter(pod -> isOn(others, pod))
                .map(pod -> pod.labels().getOrDefault(key, ""))
                .distinct()
                .toList();
        // With one label alone every pod of the namespace would match the others; then only a similar value tells
        // something.
        List<String> candidates = others.isEmpty()
                ? NearestName.to(
                                value,
                                values.stream().filter(have -> !have.isEmpty()).toList())
                        .map(List::of)
                        .orElse(List.of())
                : values;
        if (candidates.isEmpty()) {
            return "";
        }
        String nearest = NearestName.to(value, candidates).orElse(candidates.get(0));
        return nearest.isEmpty()
                ? "pods match but for the label %s, which they do not have".formatted(key)
                : "pods match but for the label %s: it wants %s, they have %s".formatted(key, value, nearest);
    }
}
