package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Locale;
import java.util.Objects;

/**
 * Who asks, as the sign-in found out before any handler ran.
 *
 * @param who their name, for the page and the audit
 * @param how they showed who they are
 */
public record Visitor(String who, Level level, How how) {
    /** Ways to show who one is. */
    public enum How {
        /** The form, and the session it began. */
        PASSWORD,
        /** An identity provider, and the session that began. */
        OIDC,
        /** HTTP basic, with each request. */
        BASIC,
        /** A bearer key, with each request. */
        KEY,
        /** None: nothing is set, and only this machine is listened to. */
        OPEN
    }

    static final String ATTRIBUTE = "midwatch.visitor";

    public Visitor {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(how, "how");
    }

    /**
     * Of a route that is not for everyone.
     *
     * @throws UnauthorizedResponse if nobody is known
     */
    public static Visitor of(Context ctx) {
        Visitor visitor = ctx.attribute(ATTRIBUTE);
        if (visitor == null) {
            throw new UnauthorizedResponse("Sign in first.");
        }
        return visitor;
    }

    /** Whether there is a session that they can end. */
    public boolean signedIn() {
        return how == How.PASSWORD || how == How.OIDC;
    }

    /** Whether they may do what takes this level; for what a page offers. */
    public boolean may(Level needed) {
        return level.includes(needed);
    }

    /**
     * Lets only those pass who may.
     *
     * @throws ForbiddenResponse to everybody else
     */
    public Visitor requires(Level needed) {
        if (!may(needed)) {
            throw new ForbiddenResponse("This takes the level " + needed.name().toLowerCase(Locale.ROOT) + "; yours is "
                    + level.name().toLowerCase(Locale.ROOT) + ".");
        }
        return this;
    }
}
