package dev.midwatch.attacks;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.simulator.clock.SimulatedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A real API server with its controllers, and the world in it. Midwatch is a ServiceAccount of its own, so that the server's log tells its
 * requests from all others; as a cluster administrator, which is the worst case.
 */
final class RealGround implements Ground {
    private static final String NAME = "midwatch-attacks";
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/";

    private final SimulatedClock clock = SimulatedClock.running(Instant.now(), 1, Clock.systemUTC());
    private final String run = NAME + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final JsonNode cluster;
    private final RawApi admin;
    private final RealWorld world;
    private final String token;
    private final AuditLog log;

    RealGround(Path kubeconfig, Path auditLog) throws IOException, GeneralSecurityException {
        JsonNode config = new YAMLMapper().readTree(kubeconfig.toFile());
        cluster = config.at("/clusters/0/cluster");
        HttpClient http = HttpClient.newBuilder().sslContext(trusted(cluster)).build();
        admin = new RawApi(
                http,
                URI.create(cluster.path("server").asText()),
                config.at("/users/0/user/token").asText());
        world = new RealWorld(admin);
        world.make();
        token = administrator();
        log = new AuditLog(auditLog, "system:serviceaccount:%s:%s".formatted(run, NAME));
        RawApi midwatch = new RawApi(http, admin.server(), token);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> midwatch.get("/api/v1/secrets?limit=1").isSuccess());
        if (log.next().isEmpty()) {
            throw new IllegalStateException(auditLog + " is not the audit log of " + admin.server());
        }
    }

    private static SSLContext trusted(JsonNode cluster) throws IOException, GeneralSecurityException {
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

    private String administrator() {
        admin.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(run));
        String accounts = "/api/v1/namespaces/%s/serviceaccounts".formatted(run);
        admin.create(accounts, "{\"metadata\":{\"name\":\"%s\"}}".formatted(NAME));
        admin.create(ROLES, """
                {"metadata": {"name": "%1$s"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
                 "subjects": [{"kind": "ServiceAccount", "name": "%2$s", "namespace": "%1$s"}]}
                """.formatted(run, NAME));
        return admin.create(accounts + "/" + NAME + "/token", "{\"spec\":{\"expirationSeconds\":3600}}")
                .at("/status/token")
                .asText();
    }

    @Override
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: real, cluster: %s}]
                users: [{name: midwatch, user: {token: "%s"}}]
                contexts: [{name: real, context: {cluster: real, user: midwatch}}]
                current-context: real
                """.formatted(cluster, token);
    }

    @Override
    public String token() {
        return token;
    }

    /** The real time, with a leap wherever an attack waits. */
    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
        settle();
    }

    @Override
    public void settle() {
        world.settle();
    }

    @Override
    public void scale(String namespace, String deployment, int replicas) {
        admin.merge(
                "/apis/apps/v1/namespaces/%s/deployments/%s/scale".formatted(namespace, deployment),
                "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
        settle();
    }

    @Override
    public Eyes eyes() {
        return new Eyes(admin);
    }

    @Override
    public List<Request> requests() {
        return log.next();
    }

    @Override
    public void close() {
        admin.delete(ROLES + run);
        admin.delete("/api/v1/namespaces/" + run);
        world.takeAway();
    }
}
