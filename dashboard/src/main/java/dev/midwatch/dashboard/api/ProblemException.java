package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.Refusal;
import java.io.Serial;
import java.util.List;

/** A request that is not followed. */
final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String kind;
    private final transient List<Fault> faults;

    ProblemException(int status, String kind, String detail, List<Fault> faults) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.faults = List.copyOf(faults);
    }

    ProblemException(int status, String kind, String detail) {
        this(status, kind, detail, List.of());
    }

    /** The request cannot be understood; all that is wrong with it. */
    static ProblemException invalid(List<Fault> faults) {
        return new ProblemException(400, "invalid-request", "The request is not as it should be.", faults);
    }

    static ProblemException of(Refusal refusal) {
        int status = switch (refusal.why()) {
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 403;
            case INVALID -> 422;
            case CONFLICT -> 409;
            case UNAVAILABLE -> 503;
        };
        String kind = refusal.why().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return new ProblemException(status, kind, refusal.getMessage());
    }

    int status() {
        return status;
    }

    String kind() {
        return kind;
    }

    List<Fault> faults() {
        return faults;
    }
}
