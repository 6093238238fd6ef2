package dev.midwatch.dashboard.pages;

import dev.midwatch.core.text.VisibleText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of a tool as a session keeps it: the tool's name, what it was called with, and from the next line on what it answered.
 *
 * @param proposal the id of what it put forward, if it did
 */
public record ToolTurn(String tool, String arguments, String answer, Optional<String> proposal) {
    private static final int SUMMARY = 90;
    private static final Pattern PROPOSED =
            Pattern.compile("Nothing was changed: a person has to approve proposal ([\\w-]+) ");

    static ToolTurn of(String text) {
        String shown = VisibleText.of(text);
        int space = shown.indexOf(' ');
        if (space < 0) {
            return new ToolTurn(shown.strip(), "", "", Optional.empty());
        }
        int end = end(shown, space + 1);
        String answer = shown.substring(end).stripLeading();
        Matcher proposed = PROPOSED.matcher(answer);
        return new ToolTurn(
                shown.substring(0, space),
                shown.substring(space + 1, end).strip(),
                answer,
                proposed.lookingAt() ? Optional.of(proposed.group(1)) : Optional.empty());
    }

    /** One line of it. */
    public String summary() {
        String line = arguments.replaceAll("\\s+", " ");
        return line.length() <= SUMMARY ? line : line.substring(0, SUMMARY - 1) + "…";
    }

    /** Where the arguments end: they are JSON, which may have lines, or whatever the model wrote in its place, up to the line's end. */
    private static int end(String text, int start) {
        int lineEnd = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
        if (start >= text.length() || text.charAt(start) != '{') {
            return lineEnd;
        }
        int depth = 0;
        boolean quoted = false;
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return lineEnd;
    }
}
