package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the things that can be wrong on the way to the server is wrong. */
class ConnectionTest {
    private static final Set<String> CIPHERS = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path directory;

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        ClusterException failure = failure("http://127.0.0.1:" + port, "");

        assertThat(failure.why()).isEqualTo(Why.UNREACHABLE);
        assertThat(failure).hasMessageContaining("cannot be reached").hasMessageContaining(":" + port);
    }

    @Test
    void trustsTheAuthorityOfTheKubeconfigAndNoOther() throws Exception {
        Path key = certificate("server");
        certificate("stranger");
        HttpsServer server = start(key);
        try {
            String url = "https://127.0.0.1:" + server.getAddress().getPort();
            try (Cluster cluster = connect(url, "    certificate-authority: server.pem\n")) {
                assertThat(cluster.version()).isEqualTo("v1.30.0");
                assertThat(CIPHERS).as("the one that costs least").containsOnly("TLS_CHACHA20_POLY1305_SHA256");
            }

            try (Cluster cluster = connect(url, "    certificate-authority: server.pem\n")) {
                // As long as keytool's certificates last.
                assertThat(cluster.live().certificates().server().orElseThrow())
                        .isBetween(
                                Instant.now().plus(Duration.ofDays(80)),
                                Instant.now().plus(Duration.ofDays(100)));
                assertThat(cluster.live().certificates().client()).isEmpty();
            }

            ClusterException failure = failure(url, "    certificate-authority: stranger.pem\n");

            assertThat(failure.why()).isEqualTo(Why.UNREACHABLE);
            assertThat(failure)
                    .hasMessageContaining("certificate is not trusted")
                    .hasMessageContaining(url);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void trustsItStillWhenCredentialsAreGivenLater() throws Exception {
        HttpsServer server = start(certificate("server"));
        try {
            String url = "https://127.0.0.1:" + server.getAddress().getPort();
            Path file = directory.resolve("kubeconfig");
            Files.writeString(file, Kubeconfigs.of(url, "    certificate-authority: server.pem\n"));
            ApiClient client = ClusterSource.find(ClusterSettings.of(file)).client();

            client.setKeyManagers(new KeyManager[0]);

            Request request = new Request.Builder().url(url).build();
            try (Response response = client.getHttpClient().newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        } finally {
            server.stop(0);
        }
    }

    private ClusterException failure(String url, String more) throws IOException {
        try (Cluster cluster = connect(url, more)) {
            return catchThrowableOfType(ClusterException.class, cluster::version);
        }
    }

    private Cluster connect(String url, String more) throws IOException {
        Path file = directory.resolve("kubeconfig");
        Files.writeString(file, Kubeconfigs.of(url, more));
        return Cluster.connect(ClusterSettings.of(file));
    }

    private static HttpsServer start(Path key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(key)) {
            store.load(in, "test-password".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "test-password".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asOffered = tls.getDefaultSSLParameters();
                asOffered.setUseCipherSuitesOrder(false);
                parameters.setSSLParameters(asOffered);
            }
        });
        server.createContext("/", exchange -> {
            CIPHERS.add(((HttpsExchange) exchange).getSSLSession().getCipherSuite());
            byte[] body = "{\"gitVersion\":\"v1.30.0\"}".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Makes a key with its certificate, and the certificate alone beside it. */
    private Path certificate(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        List<String> common = List.of("-keystore", store.toString(), "-storepass", "test-password", "-alias", "key");
        keytool(common, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=IP:127.0.0.1");
        keytool(
                common,
                "-exportcert",
                "-rfc",
                "-file",
                directory.resolve(name + ".pem").toString());
        return store;
    }

    private static void keytool(List<String> common, String... command) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(Stream.of(Stream.of(tool), Stream.of(command), common.stream())
                        .flatMap(part -> part)
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
