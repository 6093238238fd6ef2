package dev.midwatch.api.check;

/** Text of others, who may have written half a megabyte, made fit for a summary or a cause. */
public final class OneLine {
    private static final int LENGTH = 300;
    private static final int READ = 10 * LENGTH;

    private OneLine() {}

    /** The text on one line, cut with an ellipsis after 300 characters. */
    public static String of(String text) {
        String some = text.length() > READ ? text.substring(0, READ) : text;
        String line = some.strip().replaceAll("\\s+", " ");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH - 1) + "…";
    }
}
