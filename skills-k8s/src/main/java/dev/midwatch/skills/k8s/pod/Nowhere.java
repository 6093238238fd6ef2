package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Requests;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why no node takes a pod, in the numbers and names of this cluster: the scheduler counts nodes, and does not say by how much.
 *
 * @param words    for the cause line; empty if nothing is known beyond what the scheduler says
 * @param explains the nodes whose own trouble would explain it
 */
record Nowhere(String words, List<ObjectRef> explains) {
    private static final int NAMED = 3;

    static Nowhere of(CheckContext context, KubeObject pod, SchedulerVerdict verdict) throws ClusterException {
        Json spec = whole(context, pod).at("spec");
        Optional<String> only = LabelTerm.node(spec);
        List<Place> places = Place.all(context).stream()
                .filter(place -> only.filter(name -> !name.equals(place.name())).isEmpty())
                .toList();
        Optional<String> resource = verdict.obstacle().resource(verdict.verdict());
        boolean countable = context.cluster().sees(ResourceType.PODS, "");
        if (resource.isPresent()) {
            return room(places, spec, resource.get(), countable);
        }
        return switch (verdict.obstacle()) {
            case TAINT, CORDONED -> new Nowhere(taints(places, spec), closed(places));
            case AFFINITY -> new Nowhere(labels(places, spec), closed(places));
            case VOLUME ->
                PinnedVolume.of(context, pod, places)
                        .map(pinned -> new Nowhere(pinned.words(), pinned.explains()))
                        .orElse(new Nowhere("", List.of()));
            default -> new Nowhere("", closed(places));
        };
    }

    /** Tolerations and affinities are read for the few pods that need them. */
    static KubeObject whole(CheckContext context, KubeObject pod) {
        try {
            return context.cluster()
                    .find(ResourceType.PODS, pod.namespace(), pod.name())
                    .orElse(pod);
        } catch (ClusterException unreadable) {
            return pod;
        }
    }

    private static Nowhere room(List<Place> places, Json spec, String resource, boolean countable) {
        double wanted = resource.equals("pods") ? 1 : new Requests().of(spec, resource);
        Optional<Place> largest =
                places.stream().max(Comparator.comparingDouble((Place place) -> place.allocatable(resource)));
        if (largest.isEmpty() || wanted == 0) {
            return new Nowhere("", closed(places));
        }
        double most = largest.get().allocatable(resource);
        String wants = "it wants " + Requests.words(wanted, resource);
        if (most == 0) {
            return new Nowhere(wants + ", and no node offers any", List.of());
        }
        if (wanted > most) {
            return new Nowhere(
                    "%s, the largest node (%s) has %s in all"
                            .formatted(wants, largest.get().name(), Requests.text(most, resource)),
                    List.of());
        }
        if (resource.equals("pods")) {
            return full(
                    places.stream()
                            .filter(place -> countable && place.isOpenTo(spec) && place.free("pods") < 1)
                            .toList(),
                    places);
        }
        return new Nowhere(
                places.stream()
                        .filter(place -> countable && place.isOpenTo(spec))
                        .max(Comparator.comparingDouble((Place place) -> place.free(resource)))
                        .filter(place -> place.free(resource) < wanted)
                        .map(place -> wants + ", " + free(place, resource))
                        .orElse(""),
                closed(places));
    }

    private static Nowhere full(List<Place> full, List<Place> places) {
        String words = full.stream()
                .findFirst()
                .map(place -> "%s holds %d pods of %s that it may"
                        .formatted(place.name(), place.pods().size(), Requests.text(place.allocatable("pods"), "pods")))
                .orElse("");
        return new Nowhere(
                words,
                Stream.concat(full.stream().map(Place::ref), closed(places).stream())
                        .distinct()
                        .toList());
    }

    private static String free(Place place, String resource) {
        return "%s has most free: %s of %s"
                .formatted(
                        place.name(),
                        Requests.text(place.free(resource), resource),
                        Requests.text(place.allocatable(resource), resource));
    }

    private static String taints(List<Place> places, Json spec) {
        Map<String, List<String>> nodes = places.stream()
                .flatMap(place -> place.repelling(spec).stream().map(taint -> Map.entry(words(taint), place.name())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return nodes.entrySet().stream()
                .limit(NAMED)
                .map(taint -> "%s on %s".formatted(taint.getKey(), some(taint.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static String words(Json taint) {
        if (taint.get("key").is("node.kubernetes.io/unschedulable")) {
            return "cordon";
        }
        String value = taint.get("value").text();
        return "taint " + taint.get("key").text() + (value.isEmpty() ? "" : "=" + value) + ":"
                + taint.get("effect").text();
    }

    private static String some(List<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    private static String labels(List<Place> places, Json spec) {
        List<Map<String, String>> labels =
                places.stream().map(place -> place.node().labels()).toList();
        List<LabelTerm> terms = LabelTerm.of(spec);
        Optional<LabelTerm> lacking = terms.stream()
                .filter(term -> labels.stream().noneMatch(term::matches))
                .findFirst();
        if (places.isEmpty() || terms.isEmpty() || lacking.isPresent()) {
            return lacking.filter(term -> !places.isEmpty())
                    .map(term -> term.missing(labels))
                    .orElse("");
        }
        List<String> matching = places.stream()
                .filter(place -> terms.stream()
                        .allMatch(term -> term.matches(place.node().labels())))
                .map(Place::name)
                .toList();
        String all = terms.stream().map(LabelTerm::toString).collect(Collectors.joining(", "));
        return matching.isEmpty()
                ? "no node has all of " + all
                : "only %s has %s, and does not take it".formatted(some(matching), all);
    }

    /** Nodes that would have been places. */
    private static List<ObjectRef> closed(List<Place> places) {
        return places.stream()
                .filter(place -> !place.isReady() || place.isCordoned())
                .map(Place::ref)
                .toList();
    }
}
