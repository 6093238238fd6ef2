package dev.midwatch.core.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The part of a Markdown text in the making that can be shown already: whole paragraphs, and no code block that is still open. */
final class Paragraphs {
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(```|~~~).*");

    private Paragraphs() {}

    /** The first ones, as many as the length allows; the rest is marked by dots. */
    static String whole(String text, int most) {
        List<String> all = split(text);
        StringBuilder shown = new StringBuilder();
        for (String one : all) {
            if (shown.length() + one.length() > most) {
                return shown.append("…").toString();
            }
            shown.append(one);
        }
        return shown.toString().stripTrailing();
    }

    /** Each with its end; what has no end yet is left out. */
    private static List<String> split(String text) {
        List<String> whole = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean code = false;
        for (String line : text.split("(?<=\n)")) {
            current.append(line);
            if (FENCE.matcher(line.stripTrailing()).matches()) {
                code = !code;
            }
            if (!code && line.isBlank() && line.endsWith("\n")) {
                whole.add(current.toString());
                current.setLength(0);
            }
        }
        return whole;
    }
}
