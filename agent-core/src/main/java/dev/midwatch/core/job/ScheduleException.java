package dev.midwatch.core.job;

/** A schedule that was not understood. */
public final class ScheduleException extends IllegalArgumentException {
    private final String hint;

    ScheduleException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** The nearest valid form; never empty. */
    public String hint() {
        return hint;
    }
}
