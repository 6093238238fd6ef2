package dev.midwatch.testkit;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.io.ByteArrayInputStream;
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
import java.util.Set;

/** Takes the values out of Secrets as the kernel does. A manifest may also give the facts of its certificates instead of PEM. */
final class SecretValues {
    private static final Set<String> CERTIFICATES = Set.of("tls.crt", "ca.crt");

    private SecretValues() {}

    /** @param certificates whether what is public of certificates is to be told */
    static KubeObject hide(KubeObject object, boolean certificates) {
        if (!object.type().toString().equals(ResourceType.SECRETS.toString())) {
            return object;
        }
        Map<String, Object> open = new LinkedHashMap<>();
        object.json().members().forEach((key, member) -> open.put(key, member.raw()));
        for (String part : List.of("data", "stringData")) {
            if (open.containsKey(part)) {
                Map<String, Object> values = new LinkedHashMap<>();
                object.at(part)
                        .members()
                        .forEach((key, value) ->
                                values.put(key, certificates && CERTIFICATES.contains(key) ? facts(value.raw()) : ""));
                open.put(part, values);
            }
        }
        return KubeObject.of(object.type(), open);
    }

    private static List<?> facts(Object value) {
        if (value instanceof List<?> told) {
            return told;
        }
        List<Object> chain = new ArrayList<>();
        try {
            byte[] pem = Base64.getDecoder().decode(String.valueOf(value));
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                chain.add(facts((X509Certificate) one));
            }
        } catch (IllegalArgumentException | CertificateException none) {
            return List.of();
        }
        return chain;
    }

    private static Map<String, ?> facts(X509Certificate one) throws CertificateException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subject", one.getSubjectX500Principal().getName());
        facts.put("issuer", one.getIssuerX500Principal().getName());
        facts.put("not_before", one.getNotBefore().toInstant().toString());
        facts.put("not_after", one.getNotAfter().toInstant().toString());
        facts.put("dns_names", dnsNames(one.getSubjectAlternativeNames()));
        facts.put("serial", one.getSerialNumber().toString(16));
        facts.put("sha256", sha256(one.getEncoded()));
        return facts;
    }

    private static List<String> dnsNames(Collection<List<?>> names) {
        return names == null
                ? List.of()
                : names.stream()
                        .filter(name -> name.get(0).equals(2))
                        .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static String sha256(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
