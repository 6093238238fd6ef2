package dev.midwatch.skills.lint;

/** Manifests that the tests have in common. */
final class Manifests {
    private Manifests() {}

    /** A Deployment whose pod template has this spec, as YAML in one line. */
    static String deployment(String name, int replicas, String podSpec) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: shop, uid: d-%s, creationTimestamp: "2025-12-01T00:00:00Z"}
                spec:
                  replicas: %d
                  template:
                    metadata: {labels: {app: %s}}
                    spec: {%s}
                """.formatted(name, name, replicas, name, podSpec);
    }

    static String deployment(String podSpec) {
        return deployment("web", 1, podSpec);
    }

    /** An object that has been there for a month. */
    static String object(String apiVersion, String kind, String name, String more) {
        return """
                ---
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: shop, uid: o-%s, creationTimestamp: "2025-12-01T00:00:00Z"}
                %s
                """.formatted(apiVersion, kind, name, name, more);
    }

    /** The same of the whole cluster. */
    static String wide(String apiVersion, String kind, String name, String more) {
        return object(apiVersion, kind, name, more).replace(" namespace: shop,", "");
    }
}
