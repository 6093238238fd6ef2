package dev.midwatch.core.agent;

import java.util.regex.Pattern;

/** Reads the {@code [SILENT]} convention of prompt-only jobs. */
public final class Silence {
    /** With the marks that belong to it alone. */
    private static final Pattern MARKER =
            Pattern.compile("`\\[silent]`|\\*\\*\\[silent]\\*\\*|\\[silent]", Pattern.CASE_INSENSITIVE);
    /** The marker alone; punctuation, quotes and code ticks around it are forgiven. */
    private static final Pattern ALONE = Pattern.compile(
            "[\\s\\p{Punct}\\p{IsPunctuation}&&[^\\[\\]]]*\\[silent][\\s\\p{Punct}\\p{IsPunctuation}&&[^\\[\\]]]*",
            Pattern.CASE_INSENSITIVE);

    /**
     * @param quiet whether nothing is to be delivered
     * @param text  what is to be delivered otherwise, without the marker
     */
    public record Reading(boolean quiet, String text) {}

    private Silence() {}

    public static Reading read(String reply) {
        if (ALONE.matcher(reply).matches()) {
            return new Reading(true, "");
        }
        return new Reading(false, MARKER.matcher(reply).replaceAll("").strip());
    }
}
