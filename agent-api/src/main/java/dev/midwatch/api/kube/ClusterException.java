package dev.midwatch.api.kube;

import java.io.Serial;
import java.util.Objects;

/** Why the cluster could not be asked, or did not answer. Never a statement about the objects themselves. */
public final class ClusterException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The kinds of failure that a caller may want to tell apart. */
    public enum Why {
        /** 401: the credentials are wrong or expired. */
        UNAUTHORIZED,
        /** 403: this identity may not. */
        FORBIDDEN,
        /** The caller did not declare the permission; the API server was not asked. */
        UNDECLARED,
        /** 404 of an object or of a log. */
        NOT_FOUND,
        /** 404 of the resource type: its CRD or API service is not there. */
        NOT_INSTALLED,
        /** 409: somebody else changed it. */
        CONFLICT,
        /** 422 or 400: the API server does not accept it. */
        INVALID,
        /** 429: asked too often, or a disruption budget forbids it now. */
        TOO_MANY_REQUESTS,
        /** No full answer in time. */
        TIMEOUT,
        /** No connection, a connection cut, a certificate that is not trusted, an answer that is not Kubernetes'. */
        UNREACHABLE,
        /** Anything else, 5xx included. */
        FAILED
    }

    private final Why why;

    public ClusterException(Why why, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.why = Objects.requireNonNull(why, "why");
    }

    public ClusterException(Why why, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.why = Objects.requireNonNull(why, "why");
    }

    public Why why() {
        return why;
    }
}
