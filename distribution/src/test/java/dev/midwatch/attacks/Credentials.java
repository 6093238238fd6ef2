package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A kubeconfig: a server, its authority, a token. */
record Credentials(JsonNode cluster, String token) {
    static Credentials of(String kubeconfig) throws IOException {
        JsonNode config = new YAMLMapper().readTree(kubeconfig);
        return new Credentials(
                config.at("/clusters/0/cluster"),
                config.at("/users/0/user/token").asText());
    }

    /** Somebody else's, for the same server. */
    Credentials with(String other) {
        return new Credentials(cluster, other);
    }

    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: real, cluster: %s}]
                users: [{name: real, user: {token: "%s"}}]
                contexts: [{name: real, context: {cluster: real, user: real}}]
                current-context: real
                """.formatted(cluster, token);
    }

    RawApi api() throws IOException, GeneralSecurityException {
        return new RawApi(
                HttpClient.newBuilder().sslContext(trusting()).build(),
                URI.create(cluster.path("server").asText()),
                token);
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        byte[] authority = Base64.getDecoder()
                .decode(cluster.path("certificate-authority-data").asText());
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "cluster",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
