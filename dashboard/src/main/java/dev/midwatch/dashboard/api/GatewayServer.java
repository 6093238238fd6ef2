package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.http.Answers;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.ProblemAnswers;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.signin.ApiKeys;
import dev.midwatch.dashboard.signin.Needs;
import dev.midwatch.dashboard.signin.SignInJournal;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.List;

/** The server that programs ask. */
public final class GatewayServer implements AutoCloseable {
    private final Javalin server;
    private final List<Part> parts;
    private final EventStream events;

    /**
     * Binds nothing yet.
     *
     * @throws dev.midwatch.dashboard.signin.OpenToStrangers if others could connect and no key is set
     */
    public GatewayServer(GatewaySettings settings, View view, SignInJournal journal, List<Part> parts) {
        HttpSettings http = settings.http();
        ApiKeys keys = new ApiKeys(settings.keys(), http, journal);
        events = new EventStream(view.changes());
        Needs metrics = settings.openMetrics() ? Needs.NOTHING : Needs.VIEWER;
        Routes routes = new Routes(Operations.of(view, events, metrics), new Repeats(view.answered()));
        this.parts = List.copyOf(parts);
        Answers answers = new ProblemAnswers();
        for (Part part : this.parts) {
            answers = part.answers(answers);
        }
        server = new WebServer(http, answers).create(config -> install(config, keys, routes, parts));
    }

    private static void install(JavalinConfig config, ApiKeys keys, Routes routes, List<Part> parts) {
        keys.install(config);
        routes.install(config);
        parts.forEach(part -> part.install(config));
    }

    /** Binds, and answers from now on. */
    public GatewayServer start() {
        server.start();
        return this;
    }

    /** The one that was bound. */
    public int port() {
        return server.port();
    }

    /** How many listen to what changes. */
    int listeners() {
        return events.listeners();
    }

    /** Method and path of every route there is. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        events.close();
        parts.forEach(Part::close);
        server.stop();
    }
}
