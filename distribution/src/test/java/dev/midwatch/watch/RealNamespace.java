package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.real.RealCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A namespace of its own on a real API server, in the hands of its administrator. */
final class RealNamespace implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final String namespace = "midwatch-repair-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final RealCluster real;
    private final JsonNode cluster;
    private final String token;
    private final HttpClient http;

    RealNamespace(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        this.real = new RealCluster(directory);
        JsonNode config = new YAMLMapper().readTree(RealCluster.kubeconfig().toFile());
        this.cluster = config.at("/clusters/0/cluster");
        this.token = config.at("/users/0/user/token").asText();
        this.http = HttpClient.newBuilder()
                .sslContext(trusting(Base64.getDecoder()
                        .decode(cluster.path("certificate-authority-data").asText())))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        kubectl("create", "namespace", namespace);
    }

    private static SSLContext trusting(byte[] authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    String kubectl(String... arguments) throws IOException, InterruptedException {
        return real.kubectl(
                Stream.concat(Stream.of("-n", namespace), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Applies a manifest in the name of that field manager. */
    void apply(String manager, String manifest) throws IOException, InterruptedException {
        Path file = Files.writeString(real.files().resolve("manifest.yaml"), manifest);
        kubectl("apply", "--server-side", "--field-manager=" + manager, "-f", file.toString());
    }

    /** The path of objects of a kind of this namespace, or of one of them. */
    String deployment(String name) {
        return "/apis/apps/v1/namespaces/%s/deployments/%s".formatted(namespace, name);
    }

    JsonNode get(String path) {
        return send("GET", path, "application/json", "");
    }

    JsonNode patch(String path, String strategicMerge) {
        return send("PATCH", path, "application/strategic-merge-patch+json", strategicMerge);
    }

    JsonNode send(String method, String path, String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(cluster.path("server").asText() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(method + " " + path + ": " + answer.body())
                    .isBetween(200, 299);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of somebody with that token. */
    String kubeconfig(String someToken) throws IOException {
        return RealCluster.kubeconfig(someToken, "");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kubectl("delete", "clusterrolebinding,clusterrole", namespace, "--ignore-not-found");
        kubectl("delete", "namespace", namespace, "--wait=false");
    }
}
