package dev.midwatch.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.rbac.Attributes;
import dev.midwatch.simulator.rbac.Authorizer;
import dev.midwatch.simulator.rbac.Identities;
import dev.midwatch.simulator.rbac.User;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.verb.Write;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: authenticates, authorizes, and hands the request to who answers it. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final String BEARER = "Bearer ";
    private static final List<String> OPEN_PATHS =
            List.of("/api", "/apis", "/version", "/openapi", "/healthz", "/livez", "/readyz");
    private final AccessLog requests = new AccessLog();
    private final HttpServer server;
    private final HttpsServer secure;
    private final LoopbackIdentity identity = LoopbackIdentity.create();
    private final ExecutorService threads;
    private final Write write;
    private final Identities identities;
    private final Authorizer authorizer;
    private final Discovery discovery;
    private final Reviews reviews;
    private final Objects objects;
    private final Subresources subresources;
    private final MetricsApi metrics;
    private final Told told = new Told();

    /** @param port of the server with TLS, to which kubeconfigs lead; 0: one that is free */
    public ApiServer(Write write, Identities identities, PodLogs logs, Usage usage, int port) throws IOException {
        this.write = write;
        this.identities = identities;
        this.authorizer = new Authorizer(write.store(), write.catalog());
        this.discovery = new Discovery(write.catalog());
        this.reviews = new Reviews(authorizer, write.clock());
        Forms forms = new Forms(write.clock());
        Lists lists = new Lists(write.store(), new Pages(write.names()), forms);
        this.objects = new Objects(write, forms, lists, new Watches(write.store(), forms));
        this.subresources = new Subresources(write, objects, new Logs(logs, write.clock()), usage, identities);
        this.metrics = new MetricsApi(usage);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        this.secure = HttpsServer.create(new InetSocketAddress(loopback, port), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulated-api");
            thread.setDaemon(true);
            return thread;
        });
        for (HttpServer each : List.of(server, secure)) {
            each.setExecutor(threads);
            each.createContext("/", this::handle);
        }
    }

    public void start() {
        server.start();
        secure.start();
    }

    public AccessLog requests() {
        return requests;
    }

    /** What is answered for paths that lead to a kubelet, in a cluster without one. */
    public Told told() {
        return told;
    }

    /** The same server over TLS. */
    public URI secureUrl() {
        return URI.create("https://127.0.0.1:" + secure.getAddress().getPort());
    }

    /** Who signed the certificate of {@link #secureUrl}, as PEM. */
    public String authority() {
        return identity.authority();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        AccessLog.Line line = requests.begin(entry(exchange));
        Answer answer = new Answer(exchange, line::answered);
        try {
            Request request = new Request(exchange);
            request.user(authenticated(request));
            line.by(request.user().name());
            authorize(request);
            dispatch(request, answer);
        } catch (ApiError refused) {
            answer.error(refused);
        } catch (RuntimeException broken) {
            LOG.error("{} {} broke the simulator", exchange.getRequestMethod(), exchange.getRequestURI(), broken);
            answer.error(ApiError.internal(broken.toString()));
        } finally {
            exchange.close();
        }
    }

    private static AccessLog.Entry entry(HttpExchange exchange) {
        String auditId = exchange.getRequestHeaders().getFirst("Audit-ID");
        return new AccessLog.Entry(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                "",
                0,
                auditId == null ? "" : auditId);
    }

    private User authenticated(Request request) {
        String header = request.header("Authorization");
        if (!header.startsWith(BEARER)) {
            throw ApiError.unauthorized();
        }
        return identities
                .authenticate(header.substring(BEARER.length()).strip())
                .orElseThrow(ApiError::unauthorized);
    }

    private void authorize(Request request) {
        Route route = request.route();
        Attributes attributes = route.attributes();
        if (Reviews.isOpenToAll(route) || isOpen(route)) {
            return;
        }
        Authorizer.Verdict verdict = authorizer.decide(request.user(), attributes);
        if (!verdict.allowed()) {
            String why = attributes.refusal(request.user());
            if (!verdict.reason().isEmpty()) {
                why += ": " + verdict.reason();
            }
            throw ApiError.forbidden(route.group(), route.resource(), route.name(), why);
        }
    }

    /** What system:discovery and system:public-info-viewer open to everybody who is authenticated. */
    private static boolean isOpen(Route route) {
        return !route.isResource()
                && route.method().equals("GET")
                && OPEN_PATHS.stream()
                        .anyMatch(open ->
                                route.path().equals(open) || route.path().startsWith(open + "/"));
    }

    private void dispatch(Request request, Answer answer) throws IOException {
        Route route = request.route();
        if (told.answers(request)) {
            told.handle(request, answer);
            return;
        }
        if (!route.isResource()) {
            discovery.handle(request, answer);
            return;
        }
        ResourceType type = write.catalog()
                .find(route.group(), route.version(), route.resource())
                .orElseThrow(ApiError::noSuchResource);
        if (!type.namespaced()
                && !route.namespace().isEmpty()
                && !route.resource().equals("namespaces")) {
            throw ApiError.noSuchResource();
        }
        if (Reviews.handles(route)) {
            reviews.handle(request, answer);
        } else if (route.group().equals("metrics.k8s.io")) {
            metrics.handle(request, answer, type);
        } else if (!route.subresource().isEmpty()) {
            subresources.handle(request, answer, type);
        } else {
            objects.handle(request, answer, type);
        }
    }

    @Override
    public void close() {
        write.store().history().close();
        server.stop(0);
        secure.stop(0);
        threads.shutdownNow();
    }
}
