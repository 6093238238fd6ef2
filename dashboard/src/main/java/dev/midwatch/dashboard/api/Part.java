package dev.midwatch.dashboard.api;

import io.javalin.config.JavalinConfig;

/**
 * Another protocol of the gateway's server, as {@code /v1} or {@code /mcp}. Its keys, limits, headers and answers to what went wrong are the
 * server's; each route is given what it {@link dev.midwatch.dashboard.signin.Needs}.
 */
@FunctionalInterface
public interface Part {
    /** Called once, before the server starts. */
    void install(JavalinConfig config);
}
