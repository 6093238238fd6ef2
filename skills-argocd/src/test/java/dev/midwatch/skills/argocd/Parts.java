package dev.midwatch.skills.argocd;

/** Parts of Argo CD for tests, as its manifests label them. */
final class Parts {
    private Parts() {}

    static String down(String kind, String part) {
        return part(kind, part, "spec: {replicas: 1}", """
                status:
                  conditions: [{type: Available, status: "False", lastTransitionTime: "2026-01-02T11:00:00Z"}]
                """);
    }

    static String part(String kind, String part, String spec, String status) {
        return """
                ---
                apiVersion: apps/v1
                kind: %s
                metadata:
                  name: argocd-%s
                  namespace: argocd
                  creationTimestamp: "2025-12-01T00:00:00Z"
                  labels: {app.kubernetes.io/part-of: argocd, app.kubernetes.io/component: %s}
                %s
                %s
                """.formatted(kind, part, part, spec, status);
    }
}
