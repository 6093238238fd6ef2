package dev.midwatch.channels.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Discord's clients tell code from words, after the rules of the library that they use; on its own, so that it can prove ours. */
final class DiscordReading {
    private static final Pattern ESCAPE = Pattern.compile("\\\\[^0-9A-Za-z\\s]");
    private static final Pattern BLOCK = Pattern.compile(
            "```(?:([a-z0-9_+\\-.#]+?)\n)?\n*([^\n].*?)\n*```", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern SPAN = Pattern.compile("(`+)(.*?[^`])\\1(?!`)", Pattern.DOTALL);

    private DiscordReading() {}

    /** The stretches in which Discord looks for mentions and links. */
    static List<String> words(String markdown) {
        List<String> all = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < markdown.length()) {
            int code = end(BLOCK, markdown, at);
            code = code < 0 ? end(SPAN, markdown, at) : code;
            if (end(ESCAPE, markdown, at) > 0) {
                words.append(markdown, at, at + 2);
                at += 2;
            } else if (code > 0) {
                all.add(words.toString());
                words.setLength(0);
                at = code;
            } else {
                words.append(markdown.charAt(at));
                at++;
            }
        }
        all.add(words.toString());
        return all;
    }

    private static int end(Pattern pattern, String text, int at) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }
}
