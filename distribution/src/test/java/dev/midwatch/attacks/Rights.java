package dev.midwatch.attacks;

/** What a cluster grants to Midwatch, of {@code identity.yaml}. */
record Rights(RawApi admin, Manifest everything) {
    private static final String REVIEW = """
            {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview",
             "spec": {"user": "%s", "resourceAttributes": {"verb": "patch", "group": "apps", "resource": "deployments", "namespace": "team"}}}
            """;

    static Rights of(RawApi admin) {
        return World.documents("identity.yaml").stream()
                .filter(document -> document.contains("name: cluster-admin"))
                .map(document -> new Rights(admin, Manifest.of(document, admin)))
                .findFirst()
                .orElseThrow();
    }

    void grant(boolean all) {
        if (all) {
            everything.apply(admin);
        } else {
            admin.delete(everything.path());
        }
    }

    boolean mayWrite() {
        return admin.create("/apis/authorization.k8s.io/v1/subjectaccessreviews", REVIEW.formatted(Ground.USER))
                .at("/status/allowed")
                .asBoolean();
    }
}
