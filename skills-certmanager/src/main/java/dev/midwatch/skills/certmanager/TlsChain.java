package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The certificates of a TLS Secret, as far as everybody may know them; first that of the server. */
record TlsChain(List<Json> certificates) {
    /** Empty if the Secret holds no certificate that can be read. */
    static Optional<TlsChain> of(KubeObject secret) {
        List<Json> all = secret.at("data").get("tls.crt").items();
        return all.isEmpty() ? Optional.empty() : Optional.of(new TlsChain(all));
    }

    Json leaf() {
        return certificates.get(0);
    }

    Optional<Instant> notBefore() {
        return leaf().get("not_before").time();
    }

    Optional<Instant> notAfter() {
        return leaf().get("not_after").time();
    }

    List<String> names() {
        return leaf().get("dns_names").texts();
    }

    /** Whether it is good for a host; a wildcard stands for one label, and only the same wildcard covers a wildcard. */
    boolean covers(String host) {
        String small = host.toLowerCase(Locale.ROOT);
        int dot = small.indexOf('.');
        String wildcard = dot < 0 || small.startsWith("*.") ? small : "*" + small.substring(dot);
        return names().stream().anyMatch(name -> name.equals(small) || name.equals(wildcard));
    }

    /** What stands where it does not belong; empty for a chain in which each is signed by the next. What may follow a root is no fault. */
    Optional<String> disorder() {
        for (int i = 0; i + 1 < certificates.size(); i++) {
            String signer = certificates.get(i).get("issuer").text();
            String subject = certificates.get(i).get("subject").text();
            String next = certificates.get(i + 1).get("subject").text();
            boolean fits = signer.equals(next) || signer.equals(subject);
            if (!fits && (i == 0 || standsElsewhere(signer))) {
                return Optional.of("%s is followed by %s, but signed by %s, which %s"
                        .formatted(
                                subject,
                                next,
                                signer,
                                standsElsewhere(signer) ? "stands at another place" : "is not in the chain"));
            }
        }
        return Optional.empty();
    }

    private boolean standsElsewhere(String subject) {
        return certificates.stream().anyMatch(one -> one.get("subject").is(subject));
    }
}
