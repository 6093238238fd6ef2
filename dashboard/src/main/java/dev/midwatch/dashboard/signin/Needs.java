package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Optional;

/** What a route asks of a visitor; a route that names none needs a viewer to read and an approver to change anything. */
public enum Needs implements RouteRole {
    /** Nothing, not even a name: the sign-in page and what it is made with. */
    NOTHING(Optional.empty()),
    VIEWER(Optional.of(Level.VIEWER)),
    OPERATOR(Optional.of(Level.OPERATOR)),
    APPROVER(Optional.of(Level.APPROVER));

    private final Optional<Level> level;

    Needs(Optional<Level> level) {
        this.level = level;
    }

    /** Of the route that was matched; empty if it is for everybody. */
    static Optional<Level> level(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(Needs.class::isInstance)
                .map(Needs.class::cast)
                .max(Needs::compareTo)
                .map(needs -> needs.level)
                .orElseGet(() -> Optional.of(Origins.changes(ctx) ? Level.APPROVER : Level.VIEWER));
    }
}
