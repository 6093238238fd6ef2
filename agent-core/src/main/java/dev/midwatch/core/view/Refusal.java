package dev.midwatch.core.view;

import dev.midwatch.core.tool.Level;
import java.io.Serial;
import java.util.List;
import java.util.Locale;

/** A question or a command that is not followed, with the reason in a sentence for whoever gave it. */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What kind of reason it is. */
    public enum Why {
        /** There is no such thing. */
        NOT_FOUND,
        /** Whoever asks may not. */
        NOT_ALLOWED,
        /** What was given makes no sense. */
        INVALID,
        /** It makes sense, but not as things stand now. */
        CONFLICT,
        /** What would answer is not there: no model, or it is busy. */
        UNAVAILABLE
    }

    private final Why why;
    private final transient List<EditProblem> problems;

    Refusal(Why why, String message) {
        this(why, message, List.of());
    }

    private Refusal(Why why, String message, List<EditProblem> problems) {
        super(message, null, false, false);
        this.why = why;
        this.problems = List.copyOf(problems);
    }

    static Refusal notFound(String message) {
        return new Refusal(Why.NOT_FOUND, message);
    }

    public static Refusal invalid(String message) {
        return new Refusal(Why.INVALID, message);
    }

    static Refusal invalid(String message, List<EditProblem> problems) {
        return new Refusal(Why.INVALID, message, problems);
    }

    static Refusal conflict(String message) {
        return new Refusal(Why.CONFLICT, message);
    }

    static Refusal notAllowed(Level least) {
        return new Refusal(
                Why.NOT_ALLOWED, "this needs the level " + least.name().toLowerCase(Locale.ROOT));
    }

    public Why why() {
        return why;
    }

    /** What is wrong with which key of what was given; empty where that cannot be said. */
    public List<EditProblem> problems() {
        return problems;
    }
}
