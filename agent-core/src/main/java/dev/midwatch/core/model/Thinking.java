package dev.midwatch.core.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** Local models put their reasoning before the answer, between tags, and nobody wants it delivered. */
public final class Thinking {
    private static final Pattern BLOCK =
            Pattern.compile("\\A\\s*<(think|thinking)>.*?(</\\1>|\\z)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final String END = "</think>";

    private Thinking() {}

    /** The answer proper, trimmed; empty for null. */
    public static String removed(String text) {
        return text == null
                ? ""
                : unopened(BLOCK.matcher(text).replaceFirst("")).strip();
    }

    /** Some templates open the tag in the prompt, so that only its end is in the answer. */
    private static String unopened(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(END);
        return end < 0 || lower.lastIndexOf("<think", end) >= 0 ? text : text.substring(end + END.length());
    }
}
