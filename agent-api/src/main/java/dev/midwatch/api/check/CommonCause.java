package dev.midwatch.api.check;

import dev.midwatch.api.kube.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One cause that several owners suffer from, such as a registry that refuses everybody: it is told once, and the kernel folds what they
 * suffer under it. A check calls it at the end of its run.
 */
public final class CommonCause {
    private static final int MANY = 3;
    private static final int NAMED = 5;

    private CommonCause() {}

    /**
     * The findings, and one more for each cause that lets three owners or more down; theirs depend on it. It depends in turn on whatever
     * explains all of theirs, and began with the first of them.
     *
     * @param blamed what is to blame for a finding, where it is nothing of its owner's; need not be an object of the cluster
     * @param told   the finding about that, from those that it explains
     */
    public static List<Finding> among(
            List<Finding> findings,
            Function<Finding, Optional<ObjectRef>> blamed,
            BiFunction<ObjectRef, List<Finding>, Finding> told) {
        Map<ObjectRef, List<Finding>> suffering = new LinkedHashMap<>();
        findings.forEach(finding -> blamed.apply(finding)
                .ifPresent(cause -> suffering
                        .computeIfAbsent(cause, none -> new ArrayList<>())
                        .add(finding)));
        suffering.values().removeIf(list -> count(list) < MANY);
        return Stream.concat(
                        suffering.entrySet().stream()
                                .map(entry -> about(
                                        told.apply(entry.getKey(), entry.getValue()),
                                        entry.getKey(),
                                        entry.getValue())),
                        findings.stream()
                                .map(finding -> blamed.apply(finding)
                                        .filter(suffering::containsKey)
                                        .map(cause -> finding.dependsOn(with(finding.dependsOn(), cause)))
                                        .orElse(finding)))
                .toList();
    }

    private static Finding about(Finding told, ObjectRef cause, List<Finding> suffering) {
        List<ObjectRef> explaining = told.dependsOn();
        for (ObjectRef shared : shared(cause, suffering)) {
            explaining = with(explaining, shared);
        }
        return told.since(first(suffering)).sustained(soonest(suffering)).dependsOn(explaining);
    }

    /** Who suffers, in words: {@code Deployment shop/web, Job shop/import and 3 more}. */
    public static String named(List<Finding> findings) {
        List<String> owners = owners(findings);
        String some = owners.stream().limit(NAMED).collect(Collectors.joining(", "));
        return owners.size() > NAMED ? some + " and " + (owners.size() - NAMED) + " more" : some;
    }

    /** How many suffer. */
    public static int count(List<Finding> findings) {
        return owners(findings).size();
    }

    private static List<String> owners(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.owner().toString())
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Instant> first(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.since().stream()).min(Comparator.naturalOrder());
    }

    private static Duration soonest(List<Finding> findings) {
        return findings.stream()
                .map(Finding::sustained)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What explains the trouble of each of the owners. */
    private static List<ObjectRef> shared(ObjectRef cause, List<Finding> findings) {
        Map<String, List<ObjectRef>> byOwner = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.owner().key(),
                        LinkedHashMap::new,
                        Collectors.flatMapping(finding -> finding.dependsOn().stream(), Collectors.toList())));
        return byOwner.values().iterator().next().stream()
                .filter(object -> !object.sameAs(cause))
                .filter(object -> byOwner.values().stream()
                        .allMatch(objects -> objects.stream().anyMatch(object::sameAs)))
                .toList();
    }

    private static List<ObjectRef> with(List<ObjectRef> objects, ObjectRef one) {
        return objects.stream().anyMatch(one::sameAs)
                ? objects
                : Stream.concat(objects.stream(), Stream.of(one)).toList();
    }
}
