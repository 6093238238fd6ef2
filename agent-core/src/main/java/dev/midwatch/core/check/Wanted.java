package dev.midwatch.core.check;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody wants to hear of what checks say, and how grave it is to them: by the operator's configuration, and by an opt-out on the object
 * itself, {@code midwatch.dev/ignore: <reason>[,<reason>]} or {@code *}, on the subject or its owner.
 */
final class Wanted {
    static final String IGNORE = "midwatch.dev/ignore";

    private final Map<String, Check> checks;
    private final CheckPolicy policy;
    private final Map<String, KubeObject> held = new HashMap<>();

    private Wanted(Collection<RegisteredCheck> checks, CheckPolicy policy) {
        this.checks = checks.stream().collect(Collectors.toMap(RegisteredCheck::name, RegisteredCheck::check));
        this.policy = policy;
    }

    static List<Observed> of(
            List<Observed> all, Collection<RegisteredCheck> checks, CheckPolicy policy, Snapshot snapshot) {
        Wanted wanted = new Wanted(checks, policy);
        Owners.WORKLOADS.stream().filter(type -> isOwner(type, all)).forEach(type -> see(type, snapshot));
        snapshot.held(all.stream().flatMap(one -> about(one.finding())).toList())
                .forEach(object -> wanted.held.put(object.ref().key(), object));
        return all.stream().flatMap(one -> wanted.judge(one).stream()).toList();
    }

    private static boolean isOwner(ResourceType type, List<Observed> all) {
        return all.stream()
                .map(one -> one.finding().owner())
                .anyMatch(owner ->
                        owner.kind().equals(type.kind()) && owner.apiVersion().equals(type.apiVersion()));
    }

    /** The checks at hand may not list those that own what they look at. */
    private static void see(ResourceType type, Snapshot snapshot) {
        try {
            snapshot.list(type);
        } catch (ClusterException hidden) {
            // The snapshot's coverage tells it; nothing there is opted out then.
        }
    }

    private static Stream<ObjectRef> about(Finding finding) {
        return Stream.of(finding.subject(), finding.owner());
    }

    private Optional<Observed> judge(Observed one) {
        Check check = checks.get(one.check());
        String namespace = one.finding().subject().namespace();
        Map<String, String> labels = labels(one.finding());
        if (isIgnored(one.finding()) || !policy.speaksOf(check, namespace, labels)) {
            return Optional.empty();
        }
        // A matter of hygiene is told as one, unless the operator thinks more of it.
        Observed told = check.lint() ? one.asHygiene() : one;
        return Optional.of(
                policy.severity(check, namespace, labels).map(told::asGraveAs).orElse(told));
    }

    private Map<String, String> labels(Finding finding) {
        return about(finding)
                .flatMap(ref -> Stream.ofNullable(held.get(ref.key())))
                .findFirst()
                .map(KubeObject::labels)
                .orElse(Map.of());
    }

    private boolean isIgnored(Finding finding) {
        return about(finding)
                .flatMap(ref -> Stream.ofNullable(held.get(ref.key())))
                .flatMap(object -> Stream.of(object.annotation(IGNORE).split(",")))
                .map(String::strip)
                .anyMatch(word -> word.equals("*") || word.equals(finding.reason()));
    }
}
