package dev.midwatch.skills.k8s.evidence;

/** Text of others, made fit for a summary or a cause. */
public final class OneLine {
    private OneLine() {}

    /** The text on one line, cut where it gets long. */
    public static String of(String text) {
        return dev.midwatch.api.check.OneLine.of(text);
    }
}
