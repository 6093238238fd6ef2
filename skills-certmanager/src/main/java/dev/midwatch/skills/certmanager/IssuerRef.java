package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;

/** Whom a Certificate, a CertificateRequest, an Order or a Challenge names as its issuer. */
final class IssuerRef {
    private IssuerRef() {}

    static ObjectRef of(KubeObject object) {
        Json ref = object.at("spec.issuerRef");
        String kind = ref.get("kind").text("Issuer");
        return new ObjectRef(
                ref.get("group").text("cert-manager.io") + "/v1",
                kind,
                kind.startsWith("Cluster") ? "" : object.namespace(),
                ref.get("name").text(),
                "");
    }
}
