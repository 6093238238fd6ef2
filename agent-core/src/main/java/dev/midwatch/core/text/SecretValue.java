package dev.midwatch.core.text;

import java.util.Locale;
import java.util.Set;

/** The value that stands at a place of a text; found by one walk over it. */
record SecretValue(int start, int end, String text, boolean quoted) {
    private static final Set<String> NOTHING = Set.of(
            "",
            "true",
            "false",
            "null",
            "none",
            "nil",
            "{}",
            "[]",
            "\"\"",
            "''",
            "required",
            "optional",
            "enabled",
            "disabled",
            "yes",
            "no",
            "<nil>",
            "<none>",
            "<unset>",
            "***",
            "(empty)",
            "undefined");

    private static final String ENDS = " \t\n\r\"'`,;&{}[]()<>|";
    /** Shorter ones are words. */
    private static final int SHORTEST_OPAQUE = 8;

    /** @param line whether the value goes on to the end of the line */
    static SecretValue at(String text, int from, boolean line) {
        int start = from;
        boolean escaped = text.startsWith("\\\"", start);
        start += escaped ? 1 : 0;
        char first = start < text.length() ? text.charAt(start) : '\n';
        if (first == '"' || first == '\'') {
            int end = closing(text, start + 1, first, escaped);
            return new SecretValue(start + 1, end, text.substring(start + 1, end), true);
        }
        if (line && (first == '|' || first == '>')) {
            int end = block(text, start);
            return new SecretValue(start, end, text.substring(start, end).strip(), true);
        }
        int end = start;
        if (first == '$' && start + 1 < text.length() && "({".indexOf(text.charAt(start + 1)) >= 0) {
            end = start + 2;
        }
        while (end < text.length() && !(line ? text.charAt(end) == '\n' : ENDS.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return new SecretValue(start, end, text.substring(start, end).strip(), false);
    }

    /** Where a quoted value ends; a line's end closes it too. */
    private static int closing(String text, int from, char quote, boolean escaped) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (escaped && text.startsWith("\\\"", at) || !escaped && c == quote) {
                return at;
            }
            at += c == '\\' && !escaped ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    /** The lines below that are indented further. */
    private static int block(String text, int from) {
        int lineStart = text.lastIndexOf('\n', from) + 1;
        int indent = indent(text, lineStart);
        int end = newline(text, from);
        while (end < text.length()) {
            int next = end + 1;
            boolean blank = next >= text.length() || text.charAt(next) == '\n';
            if (!blank && indent(text, next) <= indent) {
                return end;
            }
            end = newline(text, next);
        }
        return Math.min(end, text.length());
    }

    private static int newline(String text, int from) {
        int at = from >= text.length() ? -1 : text.indexOf('\n', from);
        return at < 0 ? text.length() : at;
    }

    private static int indent(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - from;
    }

    /** @param certain whether the name leaves no doubt */
    boolean hides(boolean certain, String mark) {
        String plain = text.toLowerCase(Locale.ROOT);
        if (NOTHING.contains(plain) || text.startsWith(mark) || reference() || text.matches("\\*+")) {
            return false;
        }
        return certain ? !path() : opaque();
    }

    /** What points at a value and is none: {@code $(DB_PASSWORD)}, {@code <set to the key ...>}. */
    private boolean reference() {
        return text.startsWith("$(")
                || text.startsWith("${")
                || text.startsWith("{{")
                || text.startsWith("<set to")
                || text.startsWith("&lt;");
    }

    private boolean path() {
        return text.startsWith("/run/") || text.startsWith("/var/run/") || text.startsWith("/etc/");
    }

    /** Not a word, not the name of an object, not a number. */
    boolean opaque() {
        return text.length() >= SHORTEST_OPAQUE
                && text.indexOf(' ') < 0
                && !text.matches("[A-Z]?[a-z]+")
                && !text.matches("[\\d.]+")
                && (!text.matches("[a-z0-9./:-]+") || text.matches("[a-z0-9]{16,}"));
    }
}
