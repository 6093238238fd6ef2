package dev.midwatch.core.channel;

import java.util.regex.Pattern;

/**
 * Markdown that calls nobody and in which no link hides where it leads: much of a message was written by whoever may write a log line, and
 * {@code [Approve](https://...)} must not look like a button.
 */
final class HarmlessMarkdown {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]\n]*)]\\(<?([^()<>\\s]*)>?\\)");
    /** {@code @everyone}, {@code <@1234>}, {@code <!channel>}, {@code <#5>}. */
    private static final Pattern CALL =
            Pattern.compile("@(?=everyone|here|channel|all)|<(?=[@!#]|/?at\\b)", Pattern.CASE_INSENSITIVE);

    private HarmlessMarkdown() {}

    static String of(String markdown) {
        String shown = LINK.matcher(markdown).replaceAll("$1 ($2)");
        return CALL.matcher(shown).replaceAll("$0 ").replace("](", "] (").replace("]:", "] :");
    }
}
