package dev.midwatch.skills.k8s.evidence;

/** Text of others, made fit for a summary or a cause. */
public final class OneLine {
    private static final int LENGTH = 300;

    private OneLine() {}

    /** The text on one line, cut where it gets long. */
    public static String of(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH - 1) + "…";
    }
}
