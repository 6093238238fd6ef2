package dev.midwatch.channels.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of Markdown: a code block, or the prose between two.
 *
 * @param language of the code; may be empty
 * @param text     of code without the fences, of which it holds none
 */
record Passage(boolean isCode, String language, String text) {
    static final String FENCE = "```";

    private static final Pattern FENCES = Pattern.compile("`{3,}");
    private static final Pattern LANGUAGE = Pattern.compile("[ \t]*([A-Za-z0-9_+.#-]{0,20})[ \t]*\n");

    static Passage prose(String text) {
        return new Passage(false, "", text);
    }

    static Passage code(String language, String text) {
        return new Passage(true, language, unfenced(text));
    }

    /** Text that stands in a code block and does not end it. */
    static String unfenced(String text) {
        return text.replace(FENCE, "'''");
    }

    /** In order; a block that nobody closes goes on to the end. */
    static List<Passage> of(String text) {
        String markdown = text.replace("\r\n", "\n").replace('\r', '\n');
        List<Passage> passages = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        Matcher fence = FENCES.matcher(markdown);
        int from = 0;
        while (fence.find(from)) {
            if (isEscaped(markdown, fence.start())) {
                prose.append(markdown, from, fence.end());
                from = fence.end();
                continue;
            }
            int end = markdown.indexOf(fence.group(), fence.end());
            String inside = markdown.substring(fence.end(), end < 0 ? markdown.length() : end);
            prose.append(markdown, from, fence.start());
            from = end < 0 ? markdown.length() : end + fence.group().length();
            if (end >= 0 && inside.indexOf('\n') < 0) {
                prose.append(inline(inside));
            } else {
                end(prose, passages);
                add(inside, passages);
            }
        }
        prose.append(markdown, from, markdown.length());
        end(prose, passages);
        return passages;
    }

    String markdown() {
        return isCode ? FENCE + language + "\n" + text + "\n" + FENCE : text;
    }

    /** Whether an odd number of backslashes stands before it. */
    private static boolean isEscaped(String markdown, int at) {
        int first = at;
        while (first > 0 && markdown.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }

    private static String inline(String code) {
        String plain = code.strip().replace('`', '\'');
        return plain.isEmpty() ? "" : "`" + plain + "`";
    }

    private static void end(StringBuilder prose, List<Passage> passages) {
        String text = prose.toString().replaceAll("^\n|\n\\z", "");
        if (!text.isBlank()) {
            passages.add(prose(text));
        }
        prose.setLength(0);
    }

    private static void add(String inside, List<Passage> passages) {
        Matcher language = LANGUAGE.matcher(inside);
        boolean named = language.lookingAt();
        String text = inside.substring(named ? language.end() : 0).replaceAll("\n[ \t]*\\z", "");
        if (!text.isBlank()) {
            passages.add(code(named ? language.group(1) : "", text));
        }
    }
}
