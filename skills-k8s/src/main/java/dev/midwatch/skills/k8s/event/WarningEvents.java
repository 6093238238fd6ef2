package dev.midwatch.skills.k8s.event;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warning events that keep coming, one finding for each workload. They depend on the objects they are about, so that they fold under
 * whatever another check says of these, and stand alone only where no check knows better.
 */
public final class WarningEvents implements Check {
    @Override
    public String name() {
        return "warning-events";
    }

    @Override
    public String description() {
        return "Warning events that keep coming and that no other check explains";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Involved.permissions());
        all.add(Warnings.PERMISSION);
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("within", Duration.ofMinutes(20), "how recent an event must be"),
                new Setting("min_count", 5, "how often the events of one workload must have been seen"),
                new Setting(
                        "after",
                        Duration.ofMinutes(5),
                        "how long they must have been coming, as while a program starts"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Involved involved = Involved.of(context);
        Map<ObjectRef, List<Event>> byOwner = new LinkedHashMap<>();
        for (Event event : Warnings.all(context).events()) {
            if (event.seenSince(context.now().minus(context.duration("within", Involved.object(event))))) {
                involved.owner(event)
                        .ifPresent(owner -> byOwner.computeIfAbsent(owner, none -> new ArrayList<>())
                                .add(event));
            }
        }
        List<Finding> findings = new ArrayList<>();
        byOwner.forEach((owner, events) -> {
            long seen = events.stream().mapToLong(Event::count).sum();
            KubeObject about = Involved.object(events.get(0));
            if (seen >= context.number("min_count", about) && Age.reached(context, first(events), "after", about)) {
                findings.add(finding(owner, events));
            }
        });
        return findings;
    }

    private static Finding finding(ObjectRef owner, List<Event> events) {
        Event latest = events.get(events.size() - 1);
        Map<EventGroup, List<Event>> groups = events.stream()
                .collect(Collectors.groupingBy(
                        event -> EventGroup.of(event.reason()), TreeMap::new, Collectors.toList()));
        Finding finding = Finding.of("WarningEvents", Severity.INFO, latest.about())
                .explainsNothing()
                .owner(owner)
                .summary("%s has warning events about %s"
                        .formatted(
                                owner,
                                groups.keySet().stream().map(EventGroup::words).collect(Collectors.joining(", "))))
                .cause(OneLine.of(latest.reason() + ": " + latest.message()))
                .since(first(events))
                .dependsOn(explainedBy(owner, events))
                .look(look(latest.about()));
        for (Map.Entry<EventGroup, List<Event>> group : groups.entrySet()) {
            finding = finding.evidence(group.getKey().words(), counts(group.getValue()));
        }
        return finding;
    }

    private static Optional<Instant> first(List<Event> events) {
        return events.stream().map(Event::first).flatMap(Optional::stream).min(Comparator.<Instant>naturalOrder());
    }

    /** Everything that may know better. */
    private static List<ObjectRef> explainedBy(ObjectRef owner, List<Event> events) {
        String namespace = owner.namespace();
        Map<String, ObjectRef> byKey = Stream.of(
                        Stream.of(owner),
                        events.stream()
                                .map(Event::about)
                                .map(Involved::withoutUid)
                                .distinct()
                                .limit(20),
                        namespace.isEmpty()
                                ? Stream.<ObjectRef>of()
                                : Stream.of(ObjectRef.of(ResourceType.NAMESPACES, "", namespace)),
                        events.stream().flatMap(event -> NamedInMessage.blamed(namespace, event.message()).stream()))
                .flatMap(refs -> refs)
                .collect(Collectors.toMap(ObjectRef::key, ref -> ref, (one, other) -> one, LinkedHashMap::new));
        return List.copyOf(byKey.values());
    }

    private static String counts(List<Event> events) {
        Map<String, Long> byReason = events.stream()
                .collect(Collectors.groupingBy(Event::reason, TreeMap::new, Collectors.summingLong(Event::count)));
        return byReason.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + " times")
                .collect(Collectors.joining(", "));
    }

    private static String look(ObjectRef about) {
        String where = about.namespace().isEmpty() ? "" : "-n " + about.namespace() + " ";
        return "kubectl %sevents --for %s/%s".formatted(where, about.kind().toLowerCase(Locale.ROOT), about.name());
    }
}
