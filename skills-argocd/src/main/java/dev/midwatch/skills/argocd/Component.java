package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of Argo CD, and what stops without it. */
enum Component {
    CONTROLLER(
            "application-controller",
            "ArgoControllerDown",
            Severity.CRITICAL,
            "nothing is compared, synced or healed, and what applications show is of before"),
    REPO_SERVER(
            "repo-server",
            "ArgoRepoServerDown",
            Severity.CRITICAL,
            "no manifests are made from Git, so that nothing can be compared or synced"),
    REDIS("redis", "ArgoRedisDown", Severity.WARNING, "comparisons fail or are made anew each time"),
    APPLICATION_SETS(
            "applicationset-controller",
            "ArgoApplicationSetControllerDown",
            Severity.WARNING,
            "no application is made, changed or removed by an ApplicationSet");

    final String part;
    final String reason;
    final Severity severity;
    final String effect;

    Component(String part, String reason, Severity severity, String effect) {
        this.part = part;
        this.reason = reason;
        this.severity = severity;
        this.effect = effect;
    }

    /** By the labels of Argo CD's manifests and chart, or by the name where they are not there. */
    static Optional<Component> of(KubeObject workload) {
        boolean labelled = "argocd".equals(workload.labels().get("app.kubernetes.io/part-of"));
        String part = workload.labels().getOrDefault("app.kubernetes.io/component", "");
        return Stream.of(values())
                .filter(one -> labelled && part.equals(one.part)
                        || workload.name().equals("argocd-" + one.part)
                        || labelled && workload.name().endsWith("argocd-" + one.part))
                .findFirst();
    }
}
