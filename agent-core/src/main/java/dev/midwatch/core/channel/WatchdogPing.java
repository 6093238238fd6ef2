package dev.midwatch.core.channel;

import com.google.common.base.Suppliers;
import dev.midwatch.core.net.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls an address after each healthy cycle, so that somebody else notices when the calls stop. Never keeps the cycle waiting. */
public final class WatchdogPing {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogPing.class);
    /** Of a call. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Optional<URI> address;
    private final Supplier<HttpExchange> http;
    private final Executor executor;
    private volatile Optional<String> problem = Optional.empty();

    /**
     * @param http     asked for when the first call is made
     * @param executor runs the calls
     */
    public WatchdogPing(Optional<URI> address, Supplier<HttpExchange> http, Executor executor) {
        this.address = address;
        this.http = Suppliers.memoize(http::get);
        this.executor = executor;
    }

    /** Says that all is well; done when the call has ended, one way or the other. */
    public CompletableFuture<Void> allIsWell() {
        return address.map(uri -> CompletableFuture.runAsync(() -> call(uri), executor))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Why the last call failed; empty if it did not. */
    public Optional<String> problem() {
        return problem;
    }

    private void call(URI uri) {
        Optional<String> before = problem;
        try {
            HttpExchange.Answer answer = http.get()
                    .send(HttpRequest.newBuilder(uri)
                            .header("User-Agent", "midwatch")
                            .build());
            problem = answer.isGood() ? Optional.empty() : Optional.of("answered " + answer.status());
        } catch (IOException e) {
            problem = Optional.of(e.getMessage());
        }
        if (problem.isPresent() && before.isEmpty()) {
            LOG.warn("watchdog.ping_url: {}", problem.get());
        }
    }
}
