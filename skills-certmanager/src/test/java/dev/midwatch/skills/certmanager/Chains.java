package dev.midwatch.skills.certmanager;

/** A certificate on its way by ACME, for tests: Certificate, CertificateRequest, Order, Challenge. */
final class Chains {
    static final String ACME = """
            ---
            apiVersion: cert-manager.io/v1
            kind: ClusterIssuer
            metadata: {name: letsencrypt, uid: i1, creationTimestamp: "2025-01-01T00:00:00Z"}
            spec: {acme: {server: "https://acme.example/directory"}}
            status: {conditions: [{type: Ready, status: "True"}], acme: {uri: "https://acme.example/acct/1"}}
            """;
    static final String CA =
            ACME.replace("{acme: {server: \"https://acme.example/directory\"}}", "{ca: {secretName: ca}}");
    static final String READY = "conditions: [{type: Ready, status: \"True\"}]";
    static final String NOT_READY =
            "conditions: [{type: Ready, status: \"False\", reason: DoesNotExist, lastTransitionTime: \"2026-01-02T11:00:00Z\"}]";

    private Chains() {}

    static String certificate(String status) {
        return """
                ---
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: web, namespace: shop, uid: c1, creationTimestamp: "2025-01-01T00:00:00Z"}
                spec: {secretName: web-tls, dnsNames: [shop.example.com], issuerRef: {name: letsencrypt, kind: ClusterIssuer}}
                status: {%s}
                """.formatted(status);
    }

    static String request(String name, String created, String status) {
        return link("cert-manager.io/v1", "CertificateRequest", name, created, "Certificate", "web", "", status);
    }

    static String order(String created, String status) {
        return link(
                "acme.cert-manager.io/v1",
                "Order",
                "web-1-77",
                created,
                "CertificateRequest",
                "web-1",
                "dnsNames: [shop.example.com], ",
                status);
    }

    static String challenge(String created, String status) {
        return link(
                "acme.cert-manager.io/v1",
                "Challenge",
                "web-1-77-9",
                created,
                "Order",
                "web-1-77",
                "type: HTTP-01, dnsName: shop.example.com, token: never-read, ",
                status);
    }

    private static String link(
            String apiVersion,
            String kind,
            String name,
            String created,
            String ownerKind,
            String owner,
            String spec,
            String status) {
        return """
                ---
                apiVersion: %s
                kind: %s
                metadata:
                  name: %s
                  namespace: shop
                  creationTimestamp: "2026-01-02T%sZ"
                  ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: o1, controller: true}]
                spec: {%sissuerRef: {name: letsencrypt, kind: ClusterIssuer}}
                status: {%s}
                """.formatted(
                        apiVersion,
                        kind,
                        name,
                        created,
                        ownerKind.equals("Order") ? "acme.cert-manager.io/v1" : "cert-manager.io/v1",
                        ownerKind,
                        owner,
                        spec,
                        status);
    }
}
