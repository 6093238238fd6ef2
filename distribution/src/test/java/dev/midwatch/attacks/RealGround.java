package dev.midwatch.attacks;

import static org.awaitility.Awaitility.await;

import dev.midwatch.simulator.clock.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A real API server with its controllers, and the world in it. Midwatch is a ServiceAccount of its own, so that the server's log tells its
 * requests from all others; as a cluster administrator, which is the worst case.
 */
final class RealGround implements Ground {
    private final SimulatedClock clock = SimulatedClock.running(Instant.now(), 1, Clock.systemUTC());
    private final RawApi admin;
    private final RealWorld world;
    private final Credentials midwatch;
    private final AuditLog log;

    RealGround(Path kubeconfig, Path auditLog) throws IOException, GeneralSecurityException {
        Credentials administrator = Credentials.of(Files.readString(kubeconfig));
        admin = administrator.api();
        world = new RealWorld(admin);
        world.make();
        midwatch = administrator.with(newToken());
        log = new AuditLog(auditLog, USER);
        RawApi api = midwatch.api();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.get("/api/v1/secrets?limit=1").isSuccess());
        if (log.next().isEmpty()) {
            throw new IllegalStateException(auditLog + " is not the audit log of " + admin.server());
        }
    }

    private String newToken() {
        return admin.create(
                        "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(NAMESPACE, ACCOUNT),
                        "{\"spec\":{\"expirationSeconds\":3600}}")
                .at("/status/token")
                .asText();
    }

    @Override
    public Credentials credentials() {
        return midwatch;
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
    public void grant(boolean all) {
        Rights.of(admin).grant(all);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Rights.of(admin).mayWrite() == all);
    }

    @Override
    public boolean hasLogs() {
        return false;
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
        world.takeAway();
    }
}
