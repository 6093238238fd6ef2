package dev.midwatch.dashboard;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.api.Part;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.ProblemAnswers;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.signin.ApiKey;
import dev.midwatch.dashboard.signin.ApiKeys;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A server with real keys of each level, and whatever is hung into it, on a port of its own. */
public final class TestGateway implements AutoCloseable {
    public static final String VIEWER = "key-of-a-viewer";
    public static final String OPERATOR = "key-of-an-operator";
    public static final String APPROVER = "key-of-an-approver";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin app;

    public TestGateway(Part part) {
        this(part, Limits.defaults());
    }

    public TestGateway(Part part, Limits limits) {
        HttpSettings http = new HttpSettings("test", "127.0.0.1", 0, TrustedProxies.none(), limits);
        ApiKeys keys = new ApiKeys(
                List.of(
                        new ApiKey("vic", VIEWER, Level.VIEWER),
                        new ApiKey("ola", OPERATOR, Level.OPERATOR),
                        new ApiKey("ann", APPROVER, Level.APPROVER)),
                http,
                fact -> {});
        app = new WebServer(http, part.answers(new ProblemAnswers()))
                .create(config -> {
                    keys.install(config);
                    part.install(config);
                })
                .start();
    }

    public int port() {
        return app.port();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + app.port() + path;
    }

    public HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return client.send(request(path, key).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> post(String path, String key, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(url(path))).header("Authorization", "Bearer " + key);
    }

    @Override
    public void close() {
        app.stop();
    }
}
