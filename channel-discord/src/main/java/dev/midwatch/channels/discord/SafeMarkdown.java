package dev.midwatch.channels.discord;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown that names nobody, opens nothing and hides no address: much of a message was written by whoever may write a log line. Nobody is
 * called in any case, as no message allows a mention; this is about what it looks like.
 */
final class SafeMarkdown {
    private static final Pattern CODE = Pattern.compile("```.*?(?:```|\\z)|`[^`\n]+`", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]\n]*)]\\(<?([^()<>\\s]*)>?\\)");
    private static final Pattern CALL =
            Pattern.compile("@(?=everyone|here)|<(?=[@#:]|a:|t:|id:|/)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("(?<![<\\w])https?://[^\\s<>`]*[^\\s<>`.,;:!?)\\]}'\"]");
    private static final Pattern PERSON = Pattern.compile("\\bdiscord:(\\d{15,20})\\b");

    private SafeMarkdown() {}

    static String of(String markdown) {
        StringBuilder safe = new StringBuilder();
        Matcher code = CODE.matcher(markdown);
        int from = 0;
        while (code.find()) {
            safe.append(prose(markdown.substring(from, code.start()))).append(code.group());
            from = code.end();
        }
        return safe.append(prose(markdown.substring(from))).toString();
    }

    /** The same where a word of ours says who somebody is: Discord shows the name. */
    static String naming(String value) {
        return PERSON.matcher(of(value)).replaceAll("<@$1>");
    }

    /** Text that stands in a code block and does not end it. */
    static String unfenced(String text) {
        return text.replace("```", "'''");
    }

    private static String prose(String text) {
        String shown =
                LINK.matcher(text).replaceAll("$1 ($2)").replace("](", "] (").replace("]:", "] :");
        // Angle brackets keep Discord from fetching the page and showing it.
        return ADDRESS.matcher(CALL.matcher(shown).replaceAll("$0 ")).replaceAll("<$0>");
    }
}
