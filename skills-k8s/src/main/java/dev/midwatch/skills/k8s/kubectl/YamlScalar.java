package dev.midwatch.skills.k8s.kubectl;

import java.util.regex.Pattern;

/** How a string stands in YAML: as it is, in quotes, or as a block; decided as kubectl's YAML writer decides. */
final class YamlScalar {
    /** A line is broken at the first space beyond this column. */
    private static final int WIDTH = 80;

    private static final Pattern NOT_A_STRING = Pattern.compile(
            "(?i:~|null|true|false|yes|no|on|off|y|n|[-+]?\\.inf|\\.nan|<<)|" // words
                    + "[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0o?[0-7_]+|" // whole numbers with a prefix
                    + "[-+]?[0-9][0-9_]*|" // whole numbers
                    + "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|" // decimals
                    + "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|" // base 60
                    + "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?"); // times

    private YamlScalar() {}

    /** The text of a scalar that starts at a column of a line whose block is indented by so much. */
    static String of(String value, int column, int indent) {
        if (value.isEmpty() || NOT_A_STRING.matcher(value).matches()) {
            return doubleQuoted(value, column, indent);
        }
        boolean lines = value.indexOf('\n') >= 0;
        if (hasSpecial(value) || value.matches("(?s).* (\\n.*|$)") && lines) {
            return doubleQuoted(value, column, indent);
        }
        if (lines) {
            return block(value, indent);
        }
        return plainAllowed(value)
                ? folded(value, column, indent)
                : "'" + folded(value.replace("'", "''"), column + 1, indent) + "'";
    }

    private static boolean hasSpecial(String value) {
        return value.codePoints()
                .anyMatch(c -> c > 0xffff
                        || c != '\n' && (c < ' ' || c == 0x7f || c == 0xfeff || c > 0x7f && c < 0xa0 && c != 0x85)
                        || c == 0x85
                        || c == 0x2028
                        || c == 0x2029);
    }

    private static boolean plainAllowed(String value) {
        char first = value.charAt(0);
        boolean indicator = "#,[]{}&*!|>'\"%@`".indexOf(first) >= 0;
        boolean mark = "-?:".indexOf(first) >= 0 && (value.length() == 1 || value.charAt(1) == ' ');
        return !indicator
                && !mark
                && first != ' '
                && !value.endsWith(" ")
                && !value.startsWith("---")
                && !value.startsWith("...")
                && !value.contains(": ")
                && !value.endsWith(":")
                && !value.contains(" #");
    }

    /** Breaks at single spaces, where the line has become too long. */
    private static String folded(String value, int start, int indent) {
        StringBuilder text = new StringBuilder();
        int column = start;
        boolean afterSpace = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean alone = c == ' ' && !afterSpace && i > 0 && i < value.length() - 1 && value.charAt(i + 1) != ' ';
            if (alone && column > WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
            } else {
                text.append(c);
                column += Character.isLowSurrogate(c) ? 0 : 1;
            }
            afterSpace = c == ' ';
        }
        return text.toString();
    }

    private static String block(String value, int indent) {
        String body = value.replaceFirst("\\n+$", "");
        String end = value.substring(body.length());
        char first = value.charAt(0);
        StringBuilder text = new StringBuilder("|");
        text.append(first == ' ' || first == '\n' ? "2" : "");
        text.append(end.isEmpty() ? "-" : end.length() > 1 || body.isEmpty() ? "+" : "");
        for (String line : (body + end.substring(Math.min(1, end.length()))).split("\n", -1)) {
            text.append('\n').append(line.isEmpty() ? "" : " ".repeat(indent) + line);
        }
        return text.toString();
    }

    private static String doubleQuoted(String value, int start, int indent) {
        StringBuilder text = new StringBuilder("\"");
        int column = start + 1;
        boolean afterSpace = false;
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            int c = value.codePointAt(i);
            if (c == ' ' && !afterSpace && column > WIDTH && i > 0 && i < value.length() - 1) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
                if (value.charAt(i + 1) == ' ') {
                    text.append('\\');
                    column++;
                }
                afterSpace = true;
                continue;
            }
            String escaped = escaped(c);
            text.append(escaped);
            column += escaped.length();
            afterSpace = c == ' ';
        }
        return text.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case 0x0b -> "\\v";
            case 0x07 -> "\\a";
            case 0x1b -> "\\e";
            case 0 -> "\\0";
            case 0x85 -> "\\N";
            case 0xa0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default ->
                c < ' ' || c >= 0x7f && c < 0xa0
                        ? "\\x%02X".formatted(c)
                        : c == 0xfeff ? "\\uFEFF" : c > 0xffff ? "\\U%08X".formatted(c) : Character.toString(c);
        };
    }
}
