package dev.midwatch.dashboard.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Makes a server with the doors shut that stand open by default; the caller adds its routes and starts it. */
public final class WebServer {
    /** A body up to this is here as a whole before a thread begins to answer; nobody can hold one by sending it slowly. */
    public static final int SMALL_BODY = 16 << 10;

    private final HttpSettings settings;
    private final Answers answers;

    public WebServer(HttpSettings settings, Answers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    /** Not started yet; {@code app.start()} binds what the settings say. */
    public Javalin create(Consumer<JavalinConfig> routes) {
        return Javalin.create(config -> {
            harden(config);
            new Errors(answers).install(config);
            config.routes.before(RequestForm::check);
            routes.accept(config);
        });
    }

    private void harden(JavalinConfig config) {
        Limits limits = settings.limits();
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = limits.bodyBytes();
        config.http.prefer405over404 = true;
        config.http.defaultContentType = answers.contentType();
        config.jetty.addConnector(this::connector);
        config.jetty.threadPool = threads(limits.threads());
        config.jetty.modifyHttpConfiguration(this::harden);
        config.jetty.modifyServer(this::harden);
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new JettyErrors(answers));
            context.getSessionHandler().setUsingCookies(false);
            context.getSessionHandler().setUsingUriParameters(false);
        });
    }

    private void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setRequestHeaderSize(settings.limits().headerBytes());
        http.addCustomizer(new RealClient(settings.proxies()));
        http.addCustomizer(new SecurityHeaders());
    }

    private void harden(Server server) {
        Limits limits = settings.limits();
        ThreadLimitHandler shares = new ThreadLimitHandler();
        shares.setThreadLimit(limits.threadsPerClient());
        Handler.Singleton waiting = new EagerContentHandler(
                Failures.inside(shares), new RetainedContentLoaderFactory(SMALL_BODY, 0, false));
        Handler.Wrapper size = new SizeLimitHandler(limits.bodyBytes(), -1);
        size.setHandler(Failures.around(waiting));
        Handler.Singleton lingering = new Lingering(size, limits);
        server.setHandler(new MinimumDataRateHandler(lingering, limits.bytesPerSecond(), 0));
        server.setErrorHandler(new JettyErrors(answers));
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        server.addBean(new SlowHeaders(server, limits));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.limits().idle().toMillis());
        return connector;
    }

    private QueuedThreadPool threads(int most) {
        QueuedThreadPool threads = new QueuedThreadPool(most, 4);
        threads.setName(settings.name());
        threads.setDaemon(true);
        return threads;
    }
}
