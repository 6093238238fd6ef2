package dev.midwatch.core.model;

import java.util.regex.Pattern;

/** Local models put their reasoning before the answer, between tags, and nobody wants it delivered. */
public final class Thinking {
    private static final Pattern BLOCK =
            Pattern.compile("\\A\\s*<(think|thinking)>.*?(</\\1>|\\z)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private Thinking() {}

    /** The answer proper, trimmed; empty for null. */
    public static String removed(String text) {
        return text == null ? "" : BLOCK.matcher(text).replaceFirst("").strip();
    }
}
