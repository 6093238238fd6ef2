package dev.midwatch.skills.certmanager;

import java.util.Map;

/** What cert-manager's reasons for Ready=False say in plain words. */
final class NotReadyReason {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("DoesNotExist", "its Secret does not exist"),
            Map.entry("MissingData", "its Secret lacks tls.crt or tls.key"),
            Map.entry("InvalidKeyPair", "the key in its Secret does not belong to the certificate there"),
            Map.entry("InvalidCertificate", "what its Secret holds is no certificate"),
            Map.entry("InvalidCertificateRequest", "its CertificateRequest holds what cannot be read"),
            Map.entry("SecretMismatch", "the key in its Secret is not of the kind that its spec asks for"),
            Map.entry("IncorrectIssuer", "its Secret was issued by another issuer than its spec names"),
            Map.entry("IncorrectCertificate", "its Secret was written for another Certificate"),
            Map.entry("DuplicateSecretName", "another Certificate writes the same Secret"),
            Map.entry("RequestChanged", "its spec was changed and the certificate not issued anew"),
            Map.entry("Renewing", "its renewal time has come"),
            Map.entry("Expired", "it is past its end"),
            Map.entry("SecretTemplateMismatch", "its Secret lacks labels or annotations that its spec asks for"),
            Map.entry("ManagedFieldsParseError", "who wrote which field of its Secret cannot be read"),
            Map.entry("AdditionalOutputFormatsMismatch", "its Secret lacks an output format that its spec asks for"),
            Map.entry("SecretOwnerRefMismatch", "its Secret does not name it as its owner"),
            Map.entry("Pending", "cert-manager has not judged it yet"));

    private NotReadyReason() {}

    /** Empty for a reason that is not known. */
    static String meaning(String reason) {
        return MEANINGS.getOrDefault(reason, "");
    }
}
