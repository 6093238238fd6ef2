package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The warning events of the cluster, by the object they are about. Every check asks for the same list, so it is read once. */
public final class Warnings {
    /** What reading them needs. */
    public static final Permission PERMISSION = Permission.list(
            ResourceType.EVENTS,
            "involvedObject.apiVersion",
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.fieldPath",
            "type",
            "reason",
            "message",
            "count",
            "series",
            "firstTimestamp",
            "lastTimestamp",
            "eventTime");

    private final List<Event> events;
    private final Map<String, List<Event>> byObject;

    private Warnings(List<Event> events) {
        this.events = events;
        this.byObject = events.stream()
                .collect(Collectors.groupingBy(event -> key(event.about()), HashMap::new, Collectors.toList()));
    }

    /** All of them. */
    public static Warnings all(CheckContext context) throws ClusterException {
        List<KubeObject> all =
                context.cluster().list(ListQuery.of(ResourceType.EVENTS).where("type!=Normal"));
        return context.once(
                Warnings.class,
                "",
                () -> new Warnings(
                        all.stream().map(Event::of).sorted(Event.BY_TIME).toList()));
    }

    /** Those that can be seen, for a check that stands without them: that they are hidden is told by the check of events. */
    public static Warnings visible(CheckContext context) {
        try {
            return all(context);
        } catch (ClusterException hidden) {
            return new Warnings(List.of());
        }
    }

    /** In the order of time. */
    public List<Event> events() {
        return events;
    }

    /** The latest one about an object, of one of these reasons. */
    public Optional<Event> latest(ObjectRef about, String... reasons) {
        return about(about, reasons).reduce((earlier, later) -> later);
    }

    /** Those about an object, of one of these reasons, in the order of time. */
    public Stream<Event> about(ObjectRef object, String... reasons) {
        Set<String> wanted = Set.of(reasons);
        return byObject.getOrDefault(key(object), List.of()).stream()
                .filter(event -> wanted.isEmpty() || wanted.contains(event.reason()))
                .filter(event -> event.isAbout(object));
    }

    private static String key(ObjectRef object) {
        return object.kind() + "/" + object.name();
    }
}
