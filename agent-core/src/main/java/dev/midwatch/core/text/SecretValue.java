package dev.midwatch.core.text;

import dev.midwatch.core.text.SecretNames.Tells;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The value that stands at a place of a text. It is judged by its beginning, so that one that is not hidden costs the same however long the
 * text goes on; where one that is hidden ends is looked for only then.
 */
final class SecretValue {
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

    private static final String ENDS = " \t\n\r\"'`,;&}])<>|";
    /** With one of these begins something else. */
    private static final String OPENS = "{[(";
    /** Shorter ones are words. */
    private static final int SHORTEST_OPAQUE = 8;

    private static final int SHORTEST_MIXED = 6;
    /** By so many characters a value is judged. */
    private static final int BEGINNING = 256;

    private static final int MOST_ESCAPES = 4;
    private static final int MOST_ENCLOSED = 4 << 10;

    /** What points at a value and is none: {@code $(DB_PASSWORD)}, {@code <set to the key ...>}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$\\([\\w.-]+\\)|\\$\\{[\\w.:-]+}|\\{\\{[^{}]*}}|\\$[A-Z_][A-Z0-9_]*|<set to [^<>]*>|&lt;set to .*");

    private static final Pattern PATH = Pattern.compile("/(?:run|var/run|etc)/[a-z0-9_./-]*");

    private enum Form {
        QUOTED,
        /** To the end of the line. */
        LINE,
        /** The lines below that are indented further. */
        BLOCK,
        /** To a brace or a bracket. */
        ENCLOSED,
        BARE
    }

    private final String text;
    private final int start;
    private final Form form;
    private final char closer;
    private final int escapes;
    private final String beginning;

    private SecretValue(String text, int start, Form form, char closer, int escapes) {
        this.text = text;
        this.start = start;
        this.form = form;
        this.closer = closer;
        this.escapes = escapes;
        this.beginning = text.substring(start, end(Math.min(text.length(), start + BEGINNING)))
                .strip();
    }

    /** @param line whether the value goes on to the end of the line */
    static SecretValue at(String text, int from, boolean line) {
        int escapes = 0;
        while (escapes < MOST_ESCAPES && from + escapes < text.length() && text.charAt(from + escapes) == '\\') {
            escapes++;
        }
        int start = from + escapes;
        char first = start < text.length() ? text.charAt(start) : '\n';
        if (first == '"' || first == '\'') {
            return new SecretValue(text, start + 1, Form.QUOTED, first, escapes);
        }
        if (line && (first == '|' || first == '>')) {
            return new SecretValue(text, from, Form.BLOCK, '\n', 0);
        }
        return new SecretValue(text, from, line ? Form.LINE : Form.BARE, '\n', 0);
    }

    /** What stands between braces or brackets, the first of which is just before. */
    static SecretValue enclosed(String text, int from, char closer) {
        return new SecretValue(text, from, Form.ENCLOSED, closer, 0);
    }

    int start() {
        return start;
    }

    String beginning() {
        return beginning;
    }

    int end() {
        return end(text.length());
    }

    /** @param most looks no further */
    private int end(int most) {
        return switch (form) {
            case QUOTED -> closing(most);
            case BLOCK -> block(most);
            case LINE -> first(start, most, '\n');
            case ENCLOSED -> enclosed(Math.min(most, start + MOST_ENCLOSED));
            case BARE -> bare(most);
        };
    }

    private int first(int from, int most, char end) {
        int at = from;
        while (at < most && text.charAt(at) != end) {
            at++;
        }
        return at;
    }

    /** An array may have lines. */
    private int enclosed(int most) {
        int end =
                first(start + (text.startsWith(PlainText.HIDDEN, start) ? PlainText.HIDDEN.length() : 0), most, closer);
        return closer == ']' ? end : first(start, end, '\n');
    }

    /** Behind {@code $(}, {@code ${} and the like what ends others belongs to it. */
    private int bare(int most) {
        int at = start;
        if (at + 1 < most && "${".indexOf(text.charAt(at)) >= 0 && "({".indexOf(text.charAt(at + 1)) >= 0) {
            at += 2;
            int closed = at;
            int furthest = Math.min(most, at + BEGINNING);
            while (closed < furthest && " \n\"'".indexOf(text.charAt(closed)) < 0) {
                closed++;
                if (")}".indexOf(text.charAt(closed - 1)) >= 0) {
                    at = closed;
                }
            }
        }
        if (at == start && at < most && OPENS.indexOf(text.charAt(at)) >= 0) {
            return at;
        }
        while (at < most && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Where a quoted value ends: at a quote that is escaped no more than the first; a line's end closes it too. */
    private int closing(int most) {
        int at = start;
        int before = 0;
        while (at < most && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == closer && (escapes == 0 ? before % 2 == 0 : before <= escapes)) {
                return escapes == 0 ? at : at - before;
            }
            before = c == '\\' ? before + 1 : 0;
            at++;
        }
        return at;
    }

    private int block(int most) {
        int lineStart = text.lastIndexOf('\n', start) + 1;
        int indent = indent(lineStart);
        int end = newline(start, most);
        while (end < most) {
            int next = end + 1;
            boolean blank = next >= text.length() || text.charAt(next) == '\n';
            if (!blank && indent(next) <= indent) {
                return end;
            }
            end = newline(next, most);
        }
        return Math.min(end, most);
    }

    private int newline(int from, int most) {
        int at = from;
        while (at < most && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }

    private int indent(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - from;
    }

    /** @param sure whether the name leaves no doubt */
    boolean hides(Tells tells, boolean sure, String mark) {
        return something(mark)
                && switch (tells) {
                    case NOTHING -> false;
                    case PASSWORD -> !path();
                    case ADDRESS -> !beginning.contains("://") && !path();
                    case PASS, TOKEN -> sure ? !path() : mixed(beginning);
                    case SECRET, KEY -> sure ? !path() : opaque(beginning);
                };
    }

    /** Whether there is something, and it is neither a reference nor hidden already. */
    boolean something(String mark) {
        return !NOTHING.contains(beginning.toLowerCase(Locale.ROOT))
                && !beginning.equals(mark)
                && !REFERENCE.matcher(beginning).matches()
                && !beginning.chars().allMatch(c -> c == '*');
    }

    boolean path() {
        return PATH.matcher(beginning).matches()
                && beginning.chars().filter(Character::isDigit).count() < 3;
    }

    /** Not a word, not the name of an object, not a number. */
    static boolean opaque(String value) {
        return value.length() >= SHORTEST_OPAQUE
                && value.indexOf(' ') < 0
                && !number(value)
                && !OrdinaryShape.is(value)
                && (!value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "./:-".indexOf(c) >= 0)
                        || value.length() >= 16 && value.chars().allMatch(Character::isLetterOrDigit));
    }

    /** Letters, and something among them that no word has. */
    static boolean mixed(String value) {
        return value.length() >= SHORTEST_MIXED
                && value.indexOf(' ') < 0
                && value.chars().anyMatch(Character::isLetter)
                && !OrdinaryShape.is(value);
    }

    private static boolean number(String value) {
        return value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }
}
