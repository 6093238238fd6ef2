package dev.midwatch.core.kube;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What everybody may know of the certificates in a Secret: they are shown to each client. Of anything else that stands beside or instead
 * of them nothing is told. Not for several threads.
 */
final class CertificateFacts {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    /** A bundle of authorities has hundreds; a chain that is served has three. */
    private static final int MOST = 16;
    /** The same authority stands in Secret after Secret. */
    private static final int REMEMBERED = 128;

    private final CertificateFactory factory;
    private final MessageDigest sha256;
    private final Sharing sharing;
    private final Map<String, List<Object>> seen = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Object>> eldest) {
            return size() > REMEMBERED;
        }
    };

    CertificateFacts(Sharing sharing) {
        this.sharing = sharing;
        try {
            factory = CertificateFactory.getInstance("X.509");
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (CertificateException | NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * The certificates of a chain in its order, up to the first that is none; an empty list for anything that is no chain.
     *
     * @param value PEM in base64, as a Secret holds it
     */
    List<Object> of(String value) {
        String digest = hash(value.getBytes(StandardCharsets.UTF_8));
        List<Object> known = seen.get(digest);
        if (known == null) {
            known = read(value);
            seen.put(digest, known);
        }
        return known;
    }

    private List<Object> read(String value) {
        String pem = decoded(Base64.getDecoder(), value)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("");
        List<Object> chain = new ArrayList<>();
        int from = pem.indexOf(BEGIN);
        while (from >= 0 && chain.size() < MOST) {
            int to = pem.indexOf(END, from);
            Optional<Object> facts = to < 0 ? Optional.empty() : block(pem.substring(from + BEGIN.length(), to));
            if (facts.isEmpty()) {
                break;
            }
            chain.add(facts.get());
            from = pem.indexOf(BEGIN, to);
        }
        return List.copyOf(chain);
    }

    private Optional<Object> block(String body) {
        return decoded(Base64.getMimeDecoder(), body).flatMap(this::certificate);
    }

    private static Optional<byte[]> decoded(Base64.Decoder decoder, String text) {
        try {
            return Optional.of(decoder.decode(text.strip()));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private Optional<Object> certificate(byte[] der) {
        try {
            Certificate read = factory.generateCertificate(new ByteArrayInputStream(der));
            return read instanceof X509Certificate certificate ? Optional.of(facts(certificate)) : Optional.empty();
        } catch (CertificateException notOne) {
            return Optional.empty();
        }
    }

    private Object facts(X509Certificate certificate) throws CertificateException {
        return new CompactMap(new Object[] {
            "subject", sharing.share(certificate.getSubjectX500Principal().getName()),
            "issuer", sharing.share(certificate.getIssuerX500Principal().getName()),
            "not_before", certificate.getNotBefore().toInstant().toString(),
            "not_after", certificate.getNotAfter().toInstant().toString(),
            "dns_names", dnsNames(certificate),
            "serial", certificate.getSerialNumber().toString(16),
            "sha256", hash(certificate.getEncoded())
        });
    }

    private static List<String> dnsNames(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream()
                        .filter(name -> name.get(0).equals(2))
                        .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256.digest(bytes));
    }
}
