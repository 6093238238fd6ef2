package dev.midwatch.watch;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Is asked by the API server about each change of a Deployment in the namespace, tried or done, and lets all of them pass. */
final class AdmissionWebhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIGURATIONS =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";

    private final RealNamespace cluster;
    private final LoopbackTls server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String deployment = "";
    private volatile Runnable first = () -> {};

    AdmissionWebhook(RealNamespace cluster, Path directory) throws Exception {
        this.cluster = cluster;
        this.server = new LoopbackTls(directory, "webhook", this::answer);
        cluster.send("POST", CONFIGURATIONS, "application/json", """
                {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","metadata":{"name":"%1$s"},
                 "webhooks":[{"name":"changes.midwatch.test","admissionReviewVersions":["v1"],"sideEffects":"NoneOnDryRun",
                  "clientConfig":{"url":"https://127.0.0.1:%2$d/","caBundle":"%3$s"},
                  "namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"%1$s"}},
                  "rules":[{"apiGroups":["apps"],"apiVersions":["v1"],"operations":["UPDATE"],"resources":["deployments"]}]}]}""".formatted(
                        cluster.namespace, server.port(), server.authority()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode review = JSON.readTree(exchange.getRequestBody());
        if (review.at("/request/name").asText().equals(deployment)) {
            first.run();
            asked.incrementAndGet();
        }
        byte[] body = """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":%s,"allowed":true}}""".formatted(review.at("/request/uid")).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** From now on this is done before the server gets its answer about that Deployment. Returns once the server is known to ask. */
    void before(String name, Runnable answer) {
        deployment = name;
        await("the API server asks the webhook")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    cluster.patch(
                            cluster.deployment(name) + "?dryRun=All",
                            "{\"metadata\":{\"annotations\":{\"tried\":\"%d\"}}}".formatted(System.nanoTime()));
                    return asked.get() > 0;
                });
        asked.set(0);
        first = answer;
    }

    /** How often the server asked about that Deployment since. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        cluster.send("DELETE", CONFIGURATIONS + "/" + cluster.namespace, "application/json", "");
        server.close();
    }
}
