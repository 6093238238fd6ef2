package dev.midwatch.dashboard.api;

import dev.midwatch.dashboard.http.Answers;
import io.javalin.config.JavalinConfig;

/**
 * Another protocol of the gateway's server, as {@code /v1} or {@code /mcp}. Its keys, limits, headers and answers to what went wrong are the
 * server's; each route is given what it {@link dev.midwatch.dashboard.signin.Needs}.
 */
@FunctionalInterface
public interface Part extends AutoCloseable {
    /** Called once, before the server starts. */
    void install(JavalinConfig config);

    /** How troubles are worded where this one has words of its own for them. */
    default Answers answers(Answers others) {
        return others;
    }

    /** Called when the server ends, before its connections do. */
    @Override
    default void close() {}
}
