package dev.midwatch.cli;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.DashboardConfig;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.AuditJournal;
import dev.midwatch.dashboard.api.GatewayServer;
import dev.midwatch.dashboard.api.GatewaySettings;
import dev.midwatch.dashboard.api.Part;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.mcp.Mcp;
import dev.midwatch.dashboard.openai.OpenAi;
import dev.midwatch.dashboard.pages.DashboardServer;
import dev.midwatch.dashboard.pages.Desk;
import dev.midwatch.dashboard.signin.OpenToStrangers;
import dev.midwatch.dashboard.signin.SignIn;
import dev.midwatch.dashboard.signin.SignInSettings;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What people look at and programs ask: the dashboard and the API, each if the configuration wants it. */
final class Surfaces implements AutoCloseable {
    private final Optional<DashboardServer> dashboard;
    private final Optional<GatewayServer> api;

    private Surfaces(Optional<DashboardServer> dashboard, Optional<GatewayServer> api) {
        this.dashboard = dashboard;
        this.api = api;
    }

    /**
     * Starts what is enabled, both at once.
     *
     * @throws CliException if it would be open to strangers, its port is taken, or its settings make no sense
     */
    static Surfaces start(Kernel kernel, Home home, Clock clock, ExecutorService workers) throws InterruptedException {
        Config config = kernel.get(Config.class);
        DashboardConfig wanted = config.dashboard();
        Optional<Future<DashboardServer>> dashboard = wanted.enabled()
                ? Optional.of(workers.submit(() ->
                        dashboard(kernel, WebSettings.dashboard(wanted), WebSettings.signIn(wanted, home), clock)))
                : Optional.empty();
        Optional<GatewayServer> api = Optional.empty();
        try {
            if (config.apiServer().enabled()) {
                api = Optional.of(gateway(kernel, config, clock));
            }
            return new Surfaces(dashboard.isPresent() ? Optional.of(started(dashboard.get())) : Optional.empty(), api);
        } catch (RuntimeException e) {
            api.ifPresent(GatewayServer::close);
            throw e;
        }
    }

    /** What was started, or what was thrown instead. */
    static <T> T started(Future<T> starting) throws InterruptedException {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    static DashboardServer dashboard(Kernel kernel, HttpSettings http, SignInSettings settings, Clock clock) {
        return listening("dashboard", http, () -> {
            View view = kernel.get(View.class);
            Desk desk = Desk.of(view, clock);
            SignIn signIn = new SignIn(
                    settings,
                    http,
                    new AuditJournal(view.audit(), "dashboard"),
                    desk.templates(),
                    desk.assets(),
                    Clock.systemUTC());
            return new DashboardServer(http, desk, signIn).start();
        });
    }

    private static GatewayServer gateway(Kernel kernel, Config config, Clock clock) {
        GatewaySettings settings = WebSettings.gateway(config);
        return listening("api_server", settings.http(), () -> {
            View view = kernel.get(View.class);
            List<Part> parts = List.of(new OpenAi(view, clock), new Mcp(view, Version.TEXT));
            return new GatewayServer(settings, view, new AuditJournal(view.audit(), "api"), parts).start();
        });
    }

    private static <T> T listening(String section, HttpSettings http, Supplier<T> server) {
        try {
            return server.get();
        } catch (OpenToStrangers open) {
            throw CliException.usage(open.getMessage());
        } catch (JavalinBindException taken) {
            throw CliException.failed("%1$s.port: %2$s:%3$d is taken; give another %1$s.port"
                    .formatted(section, http.host(), http.port()));
        }
    }

    /** Lines for the person at the terminal: where to look and to ask. */
    List<String> addresses(Config config) {
        return Stream.concat(
                        dashboard.stream()
                                .map(server -> "the dashboard is at "
                                        + config.dashboard()
                                                .publicUrl()
                                                .map(Object::toString)
                                                .orElse("http://%s:%d"
                                                        .formatted(
                                                                config.dashboard()
                                                                        .host(),
                                                                server.port()))),
                        api.stream()
                                .map(server -> "the API answers at http://%s:%d"
                                        .formatted(config.apiServer().host(), server.port())))
                .toList();
    }

    @Override
    public void close() {
        dashboard.ifPresent(DashboardServer::close);
        api.ifPresent(GatewayServer::close);
    }
}
