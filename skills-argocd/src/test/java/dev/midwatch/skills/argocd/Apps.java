package dev.midwatch.skills.argocd;

/** Applications for tests, as Argo CD writes them; created long ago unless said otherwise. */
final class Apps {
    private Apps() {}

    /** An application with this status, two-space indented YAML. */
    static String app(String status) {
        return app("", status);
    }

    static String app(String spec, String status) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: web, namespace: argocd, uid: u1, creationTimestamp: "2025-12-01T00:00:00Z"}
                spec:
                  project: default
                %s
                status:
                %s
                """.formatted(
                        spec.stripTrailing().indent(2), status.stripTrailing().indent(2));
    }

    static String automated() {
        return "syncPolicy: {automated: {selfHeal: true}}";
    }
}
