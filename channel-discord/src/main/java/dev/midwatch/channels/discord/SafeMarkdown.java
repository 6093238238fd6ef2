package dev.midwatch.channels.discord;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Markdown that names nobody, opens nothing and hides no address: much of a message was written by whoever may write a log line. Nobody is
 * called in any case, as no message allows a mention; this is about what it looks like. A backtick in it belongs to a code span or block
 * that ends, or is escaped, so that Discord and we agree on what is code.
 */
final class SafeMarkdown {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]\n]*)]\\(<?([^()<>\\s]*)>?\\)");
    private static final Pattern CALL =
            Pattern.compile("@(?=everyone|here)|<(?=[@#:]|a:|t:|id:|/)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:<|(?<![\\w<]))(https?://[^\\s<>`\\\\]*[^\\s<>`\\\\.,;:!?)\\]}'\"])>?");
    /** Discord shows an invitation even where no address stands before it. */
    private static final Pattern INVITATION =
            Pattern.compile("discord(?:\\.gg|(?:app)?\\.com/invite)(?=/)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PERSON = Pattern.compile("\\bdiscord:(\\d{15,20})\\b");

    private SafeMarkdown() {}

    static String of(String markdown) {
        return safe(markdown, SafeMarkdown::plain);
    }

    /** The same where a word of ours says who somebody is: Discord shows the name. */
    static String naming(String value) {
        return safe(value, text -> PERSON.matcher(plain(text)).replaceAll("<@$1>"));
    }

    static Passage of(Passage passage) {
        return passage.isCode() ? passage : Passage.prose(prose(passage.text(), SafeMarkdown::plain));
    }

    static String line(String text) {
        return of(oneLine(text));
    }

    /** One line without a code block. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replace(Passage.FENCE, "'''");
    }

    /** A line that is safe already, cut to that length. */
    static String shortened(String safe, int most) {
        if (safe.length() <= most) {
            return safe;
        }
        String some = safe.substring(0, cut(safe, most - 2));
        return some + (isOpen(some) ? "`…" : "…");
    }

    /** The last place at or before it at which a safe text may be cut: not within a character, an escape or an empty code span. */
    static int cut(String safe, int at) {
        int cut = Character.isHighSurrogate(safe.charAt(at - 1)) ? at - 1 : at;
        int slashes = 0;
        while (slashes < cut && safe.charAt(cut - slashes - 1) == '\\') {
            slashes++;
        }
        boolean opens = safe.charAt(cut - 1) == '`' && isOpen(safe.substring(0, cut));
        return slashes % 2 == 1 || opens ? cut - 1 : cut;
    }

    /** Whether a text that is safe as a whole, cut here, ends within a code span. */
    static boolean isOpen(String beginning) {
        boolean open = false;
        for (int at = 0; at < beginning.length(); at++) {
            char letter = beginning.charAt(at);
            if (letter == '\\' && !open) {
                at++;
            } else if (letter == '`') {
                open = !open;
            }
        }
        return open;
    }

    private static String safe(String markdown, UnaryOperator<String> words) {
        return Passage.of(markdown).stream()
                .map(passage -> passage.isCode() ? passage.markdown() : prose(passage.text(), words))
                .collect(Collectors.joining("\n"));
    }

    /** Code spans stay as they are, or become ones that Discord reads the same way; all other backticks are escaped. */
    private static String prose(String text, UnaryOperator<String> words) {
        StringBuilder safe = new StringBuilder();
        StringBuilder open = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            int end = letter == '`' ? end(text, at) : -1;
            if (end > at) {
                String code =
                        text.substring(at, end).replaceAll("^`+|`+\\z", "").replace('`', '\'');
                // Two spans next to each other would be one to Discord.
                safe.append(open.isEmpty() && !safe.isEmpty() ? " " : words.apply(open.toString()));
                safe.append('`').append(code).append('`');
                open.setLength(0);
                at = end;
            } else if (letter == '\\' && at + 1 < text.length()) {
                open.append(letter).append(text.charAt(at + 1));
                at += 2;
            } else {
                open.append(letter == '`' ? "\\`" : String.valueOf(letter));
                at++;
            }
        }
        return safe.append(words.apply(open.toString())).toString();
    }

    /** Where the code span ends that begins here; -1 if none does, on this line. */
    private static int end(String text, int begin) {
        int first = begin;
        while (first < text.length() && text.charAt(first) == '`') {
            first++;
        }
        String mark = text.substring(begin, first);
        int end = text.indexOf(mark, first);
        int line = text.indexOf('\n', first);
        return end < 0 || line >= 0 && line < end || text.substring(first, end).isBlank() ? -1 : end + mark.length();
    }

    private static String plain(String text) {
        String shown = LINK.matcher(text)
                .replaceAll("$1 ($2)")
                .replace("](", "] (")
                .replace("]:", "] :")
                .replace("||", "\\|\\|");
        String quiet = INVITATION.matcher(CALL.matcher(shown).replaceAll("$0 ")).replaceAll("$0 ");
        // Angle brackets keep Discord from fetching the page and showing it.
        return ADDRESS.matcher(quiet).replaceAll("<$1>");
    }
}
