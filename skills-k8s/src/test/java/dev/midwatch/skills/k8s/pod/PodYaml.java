package dev.midwatch.skills.k8s.pod;

/** Pods for tests: {@code shop/web-1} of a Deployment {@code web} on node {@code n1}, made two hours before noon. */
final class PodYaml {
    static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, uid: d1}
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-rs
              namespace: shop
              uid: r1
              ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d1, controller: true}]
            ---
            """;

    private PodYaml() {}

    /** The Deployment and one pod of it with that container status, as {@code state: {...}, lastState: {...}}. */
    static String withContainer(String status) {
        return WEB
                + pod(
                        "Running",
                        "containerStatuses: [{name: app, image: \"registry.example.com/web:1\", %s}]"
                                .formatted(status));
    }

    /** A pod in that phase with these further lines of status, one a line. */
    static String pod(String phase, String... statusLines) {
        return podOf("apps/v1", "ReplicaSet", "web-rs", phase, statusLines);
    }

    static String podOf(String apiVersion, String kind, String owner, String phase, String... statusLines) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  namespace: shop
                  uid: p1
                  creationTimestamp: "2026-01-02T10:00:00Z"
                  ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: r1, controller: true}]
                spec:
                  nodeName: n1
                  containers: [{name: app, image: "registry.example.com/web:1", resources: {limits: {memory: 512Mi}}}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}, {name: tmp, emptyDir: {}}]
                status:
                  phase: %s
                  startTime: "2026-01-02T10:00:00Z"
                  %s
                """.formatted(apiVersion, kind, owner, phase, String.join("\n  ", statusLines));
    }
}
