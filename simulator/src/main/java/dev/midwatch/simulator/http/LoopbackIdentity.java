package dev.midwatch.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for loopback, made anew at each start: kubectl sends its token over TLS only. It signs itself, so it is also
 * the certificate authority of the kubeconfig.
 */
final class LoopbackIdentity {
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private final KeyPair keys;
    private final Certificate certificate;

    private LoopbackIdentity(KeyPair keys, Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    static LoopbackIdentity create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] content = content(keys);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] encoded = Der.sequence(content, Der.sequence(Der.oid(ECDSA_SHA256)), Der.bits(signature.sign()));
            return new LoopbackIdentity(
                    keys,
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no certificate for loopback", impossible);
        }
    }

    private static byte[] content(KeyPair keys) {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text("simulated-cluster"))));
        // Wall-clock time on purpose: the programs that check it live in real time, whatever the cluster's clock shows.
        Instant now = Instant.now();
        byte[] validity =
                Der.sequence(Der.time(now.minusSeconds(86_400)), Der.time(now.plusSeconds(10L * 365 * 86_400)));
        byte[] alternatives = Der.sequence(
                Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
        byte[] extensions = Der.sequence(
                Der.sequence(Der.oid("2.5.29.19"), Der.bool(true), Der.octets(Der.sequence(Der.bool(true)))),
                Der.sequence(Der.oid("2.5.29.17"), Der.octets(alternatives)));
        return Der.sequence(
                Der.tagged(0xa0, Der.integer(2)),
                Der.integer(now.toEpochMilli()),
                Der.sequence(Der.oid(ECDSA_SHA256)),
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions));
    }

    /** The certificate as PEM. */
    String authority() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    SSLContext context() {
        try {
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry("loopback", keys.getPrivate(), none, new Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
