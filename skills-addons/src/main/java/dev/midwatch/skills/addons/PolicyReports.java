package dev.midwatch.skills.addons;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What policy engines report of each object, in the format they share. */
final class PolicyReports {
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.namespaced("wgpolicyk8s.io", "v1alpha2", "policyreports", "PolicyReport"),
            ResourceType.cluster("wgpolicyk8s.io", "v1alpha2", "clusterpolicyreports", "ClusterPolicyReport"),
            ResourceType.namespaced("openreports.io", "v1alpha1", "reports", "Report"),
            ResourceType.cluster("openreports.io", "v1alpha1", "clusterreports", "ClusterReport"));

    private PolicyReports() {}

    static Stream<Permission> permissions() {
        return Stream.concat(
                Stream.of(Addon.PERMISSION),
                TYPES.stream()
                        .map(type -> Permission.list(
                                type,
                                "scope",
                                "results.policy",
                                "results.rule",
                                "results.result",
                                "results.source",
                                "results.message",
                                "results.description",
                                "results.resources",
                                "results.subjects")));
    }

    /**
     * One result of one policy for one object.
     *
     * @param policy the policy, as its engine names it
     * @param about  the object
     * @param type   of the report that says so
     */
    record Verdict(ObjectRef policy, String rule, String message, ObjectRef about, ResourceType type) {}

    /** The reports that say it. */
    static String look(List<Verdict> verdicts) {
        return "kubectl get %s -A"
                .formatted(verdicts.stream()
                        .map(verdict -> verdict.type().toString())
                        .distinct()
                        .collect(Collectors.joining(",")));
    }

    /**
     * All results of a kind, {@code fail} or {@code error}, by policy.
     *
     * @throws ClusterException if nothing of one of the types can be seen
     */
    static Map<String, List<Verdict>> of(CheckContext context, String result) throws ClusterException {
        Map<String, List<Verdict>> byPolicy = new LinkedHashMap<>();
        for (ResourceType type : TYPES) {
            for (KubeObject report : Addon.list(context, type)) {
                for (Json one : report.at("results").items()) {
                    if (one.get("result").is(result)) {
                        verdicts(report, one)
                                .forEach(verdict -> byPolicy.computeIfAbsent(
                                                verdict.policy().key(), key -> new ArrayList<>())
                                        .add(verdict));
                    }
                }
            }
        }
        return byPolicy;
    }

    /** A report is about its scope; one without says for each result what it is about. */
    private static Stream<Verdict> verdicts(KubeObject report, Json result) {
        List<Json> subjects = Stream.of("resources", "subjects")
                .flatMap(key -> result.get(key).items().stream())
                .toList();
        Stream<Json> about = report.at("scope").isPresent() ? Stream.of(report.at("scope")) : subjects.stream();
        String message = result.get("message").text(result.get("description").text());
        ObjectRef policy = policy(report, result);
        return about.map(subject -> new Verdict(
                policy, result.get("rule").text(), message, object(subject, report.namespace()), report.type()));
    }

    private static ObjectRef object(Json subject, String namespace) {
        return new ObjectRef(
                subject.get("apiVersion").text(),
                subject.get("kind").text("object"),
                subject.get("namespace").text(namespace),
                subject.get("name").text("?"),
                "");
    }

    /** A policy of a namespace is written with it. */
    private static ObjectRef policy(KubeObject report, Json result) {
        String name = result.get("policy").text("?");
        int slash = name.indexOf('/');
        String namespace = slash < 0 ? "" : name.substring(0, slash);
        String own = name.substring(slash + 1);
        return switch (result.get("source").text()) {
            case "kyverno" ->
                new ObjectRef("kyverno.io/v1", slash < 0 ? "ClusterPolicy" : "Policy", namespace, own, "");
            case "ValidatingAdmissionPolicy" ->
                new ObjectRef("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "", own, "");
            default -> new ObjectRef(report.type().apiVersion(), "Policy", namespace, own, "");
        };
    }
}
