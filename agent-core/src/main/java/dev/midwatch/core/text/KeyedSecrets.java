package dev.midwatch.core.text;

import dev.midwatch.core.text.SecretNames.Tells;

/**
 * Values that stand behind a telling name: in YAML, JSON, XML, variables, query strings, headers, flags. Every sign that may stand between
 * the two is looked at once, and so is what stands before it.
 */
final class KeyedSecrets {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_SPACE = 20;
    private static final int MOST_INDENT = 160;
    private static final int MOST_ESCAPES = 4;

    private final String text;
    private final String mark;
    private final Spans into;

    private KeyedSecrets(String text, String mark, Spans into) {
        this.text = text;
        this.mark = mark;
        this.into = into;
    }

    /**
     * @param small the text in small letters, for a first look that costs next to nothing
     * @param mark  what stands in the place of a secret that was hidden before
     */
    static void find(String text, SmallLetters small, String mark, Spans into) {
        if (small.hasAny(SecretNames.WORDS)) {
            new KeyedSecrets(text, mark, into).behindSigns();
            new VariableSecrets(text, mark, into).find();
        }
    }

    private void behindSigns() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int hidden = at;
            if (c == ':' || c == '=') {
                hidden = behind(at, at + 1);
            } else if (c == '%' && (text.startsWith("3D", at + 1) || text.startsWith("3A", at + 1))) {
                hidden = behind(at, at + 3);
            } else if (c == '>') {
                hidden = behindTag(at);
            }
            at = Math.max(at + 1, hidden);
        }
    }

    /** Where the secret behind the sign ends; the sign itself if there is none. */
    private int behind(int sign, int end) {
        int at = sign;
        while (at > 0 && sign - at < MOST_SPACE && " \t".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        boolean quoted = at > 0 && "\"'".indexOf(text.charAt(at - 1)) >= 0;
        at -= quoted || at > 0 && text.charAt(at - 1) == ']' ? 1 : 0;
        int escapes = at;
        while (at > 0 && escapes - at < MOST_ESCAPES && text.charAt(at - 1) == '\\') {
            at--;
        }
        int name = nameBefore(at);
        Tells tells = SecretNames.tells(text.substring(name, at));
        if (tells == Tells.NOTHING) {
            return sign;
        }
        int from = valueBehind(end);
        char s = text.charAt(sign);
        boolean yaml = s == ':' && beginsLine(text, name);
        SecretValue value = tells == Tells.PASSWORD && yaml && !quoted && text.startsWith("\n", from)
                ? SecretValue.at(text, below(from), true)
                : value(from, yaml && from > end && text.charAt(end) == ' ', quoted, s, tells);
        boolean sure = sure(text.substring(name, at), tells, quoted, s != ':');
        return hidden(value, tells, sure, sign);
    }

    /** Behind {@code =>} and {@code :=} too; on the next line only between quotes, for else it is another member. */
    private int valueBehind(int end) {
        int at = end;
        if (at < text.length() && ">=".indexOf(text.charAt(at)) >= 0 && text.charAt(at - 1) != text.charAt(at)) {
            at++;
        }
        int from = skip(at, " \t", MOST_SPACE);
        int line = from < text.length() && text.charAt(from) == '\n' ? skip(from + 1, " \t", 2 * MOST_SPACE) : from;
        return line > from && line < text.length() && "\"'".indexOf(text.charAt(line)) >= 0 ? line : from;
    }

    private SecretValue value(int from, boolean line, boolean quoted, char sign, Tells tells) {
        char first = from < text.length() ? text.charAt(from) : ' ';
        if (tells == Tells.PASSWORD && first == '{' && sign == '=' && !text.startsWith("{{", from)) {
            return SecretValue.enclosed(text, from + 1, '}');
        }
        if (quoted && (first == '[' || first == '{')) {
            int member = skip(from + 1, " \t\n", 2 * MOST_SPACE);
            return first == '['
                    ? SecretValue.enclosed(text, member, ']')
                    : SecretValue.at(text, insideObject(member), false);
        }
        return SecretValue.at(text, from, line);
    }

    /** {@code {"value": } and what stands there; where it is something else there is no value. */
    private int insideObject(int member) {
        for (String name : new String[] {"\"value\"", "\"plain\"", "\"secret\"", "\"text\""}) {
            if (text.startsWith(name, member)) {
                int colon = skip(member + name.length(), " ", MOST_SPACE);
                return colon < text.length() && text.charAt(colon) == ':' ? skip(colon + 1, " ", MOST_SPACE) : colon;
            }
        }
        return text.length();
    }

    /** A plain value on the next line of YAML; where that is another member, an item or less indented there is no value. */
    private int below(int newline) {
        int at = skip(newline + 1, " ", 2 * MOST_SPACE);
        int end = at;
        while (end < text.length() && end - at < LONGEST_NAME && text.charAt(end) != '\n') {
            if (text.charAt(end) == ':' && (end + 1 == text.length() || " \n".indexOf(text.charAt(end + 1)) >= 0)) {
                return newline;
            }
            end++;
        }
        return at > newline + 1 && !text.startsWith("- ", at) ? at : newline;
    }

    /** {@code <password>x</password>}. */
    private int behindTag(int close) {
        int name = nameBefore(close);
        boolean tag = name > 0 && "<:".indexOf(text.charAt(name - 1)) >= 0;
        if (!tag || close + 1 == text.length() || text.charAt(close + 1) == '<') {
            return close;
        }
        Tells tells = SecretNames.tells(text.substring(name, close));
        SecretValue value = SecretValue.enclosed(text, close + 1, '<');
        return hidden(value, tells, true, close);
    }

    /** Where the value ends if it is hidden. */
    private int hidden(SecretValue value, Tells tells, boolean sure, int otherwise) {
        if (!value.hides(tells, sure, mark)) {
            return otherwise;
        }
        into.add(value.start(), value.end());
        return value.end();
    }

    /** Whether the name alone says enough. A {@code secret: web-tls} names an object; a {@code secret=} or {@code DB_SECRET:} does not. */
    private static boolean sure(String name, Tells tells, boolean quoted, boolean assigned) {
        boolean shouted = SecretNames.shouted(name);
        String small = SmallLetters.of(name);
        boolean many = small.endsWith("s");
        int word = Math.max(small.lastIndexOf('_'), small.lastIndexOf('-'));
        return switch (tells) {
            case PASS -> shouted || quoted || word >= 0;
            case TOKEN -> shouted || !many && (word >= 0 || quoted || assigned);
            case SECRET -> shouted || !many && (word >= 0 || assigned) || quoted && small.contains("credential");
            case KEY -> shouted || quoted && small.endsWith("auth");
            default -> true;
        };
    }

    private int nameBefore(int end) {
        int at = end;
        while (at > 0 && end - at < LONGEST_NAME && inName(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean inName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }

    /** Whether nothing but indentation stands before the name, so that its value ends with the line. */
    static boolean beginsLine(String text, int name) {
        int at = name - 1;
        int most = Math.max(0, name - MOST_INDENT);
        while (at >= most && " \t-".indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        return at < 0 || text.charAt(at) == '\n';
    }

    private int skip(int from, String characters, int most) {
        int at = from;
        while (at < text.length() && at - from < most && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
