package dev.midwatch.skills.k8s.admission;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether the API server can trust a server by a bundle of certificates.
 *
 * @param ended when the last of them ended, of a bundle that ended
 */
record CaBundle(State state, Optional<Instant> ended) {
    /** What it is good for. */
    enum State {
        /** At least one certificate holds; while a CA is renewed the old one stays beside it. */
        SOUND,
        EMPTY,
        UNREADABLE,
        EXPIRED
    }

    /** @param base64 PEM, as the API has it; a bundle that waits to be filled in is often a lone line break */
    static CaBundle of(String base64, Instant now) {
        byte[] pem;
        try {
            pem = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new CaBundle(State.UNREADABLE, Optional.empty());
        }
        if (new String(pem, StandardCharsets.UTF_8).isBlank()) {
            return new CaBundle(State.EMPTY, Optional.empty());
        }
        try {
            return of(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)), now);
        } catch (CertificateException notPem) {
            return new CaBundle(State.UNREADABLE, Optional.empty());
        }
    }

    private static CaBundle of(Collection<? extends Certificate> certificates, Instant now) {
        Optional<Instant> last = certificates.stream()
                .map(X509Certificate.class::cast)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .max(Comparator.naturalOrder());
        if (last.isEmpty()) {
            return new CaBundle(State.UNREADABLE, Optional.empty());
        }
        return last.get().isBefore(now)
                ? new CaBundle(State.EXPIRED, last)
                : new CaBundle(State.SOUND, Optional.empty());
    }

    /** For a cause line. */
    String words() {
        return switch (state) {
            case SOUND -> "its caBundle holds";
            case EMPTY -> "its caBundle is empty, so the API server trusts no certificate of a Service";
            case UNREADABLE -> "its caBundle is not a PEM certificate";
            case EXPIRED ->
                "its caBundle expired on "
                        + ended.map(end -> end.toString().substring(0, 10)).orElse("an unknown day");
        };
    }
}
