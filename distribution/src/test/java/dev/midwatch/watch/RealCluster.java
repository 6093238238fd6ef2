package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A namespace of its own on a real API server, in the hands of its administrator. */
final class RealCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path KUBECONFIG = Path.of(String.valueOf(System.getenv("MIDWATCH_TEST_KUBECONFIG")));

    final String namespace = "midwatch-repair-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Path directory;
    private final JsonNode cluster;
    private final String token;
    private final HttpClient http;

    RealCluster(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        this.directory = directory;
        JsonNode config = new YAMLMapper().readTree(KUBECONFIG.toFile());
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
        List<String> command = new ArrayList<>(
                List.of(System.getenv("MIDWATCH_TEST_KUBECTL"), "--kubeconfig", KUBECONFIG.toString(), "-n"));
        command.add(namespace);
        command.addAll(List.of(arguments));
        return Shell.run(Map.of(), command).well();
    }

    /** Applies a manifest in the name of that field manager. */
    void apply(String manager, String manifest) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("manifest.yaml"), manifest);
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
    String kubeconfig(String someToken) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: %s}]
                users: [{name: test, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                current-context: test
                """.formatted(cluster, someToken);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kubectl("delete", "clusterrolebinding,clusterrole", namespace, "--ignore-not-found");
        kubectl("delete", "namespace", namespace, "--wait=false");
    }
}
