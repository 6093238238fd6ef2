package dev.midwatch.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys of which a log shows only a part: the end, with the line that closes it, or the lines after the one that opens it. */
final class PrivateKeys {
    private static final Pattern CLOSES = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----");
    /** How the first line begins: a version that no certificate has at this place (PKCS 1 and 8, SEC 1, Ed25519), or the name of OpenSSH's format. */
    private static final Pattern BEGINS = Pattern.compile(
            "(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{2}[AQgw]IBA|MIG[A-Za-z0-9+/]AgE[AB]|M[A-P][A-Za-z0-9+/]CAQ(?:Aw|EE)|b3BlbnNzaC1rZXkt)"
                    + "(?=[A-Za-z0-9+/]{16})");
    /** A line of a key that is not its last is at least so long. */
    private static final int SHORTEST_LINE = 40;

    private PrivateKeys() {}

    static void find(String text, Spans into) {
        Matcher closes = text.contains("PRIVATE KEY") ? CLOSES.matcher(text) : null;
        while (closes != null && closes.find()) {
            into.add(start(text, closes.start()), closes.end());
        }
        Matcher begins = BEGINS.matcher(text).useTransparentBounds(true);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            // A first look that costs next to nothing: every beginning has one of the two letters.
            boolean key =
                    (c == 'M' || c == 'b') && begins.region(at, text.length()).lookingAt();
            int end = key ? end(text, at) : at + 1;
            if (key) {
                into.add(at, end);
            }
            at = end;
        }
    }

    /** Where the base64 before the closing line begins; what a log puts before each line is passed over. */
    private static int start(String text, int closing) {
        int start = closing;
        int lineEnd = lineBefore(text, beginningOfLine(text, closing));
        int shortest = 1;
        while (lineEnd > 0) {
            int line = lineEnd;
            while (line > 0 && digit(text.charAt(line - 1)) && !breaks(text, line - 1)) {
                line--;
            }
            if (lineEnd - line < shortest) {
                break;
            }
            start = line;
            shortest = SHORTEST_LINE;
            lineEnd = lineBefore(text, beginningOfLine(text, line));
        }
        return start;
    }

    /** Past a time or a name before the line, if they are short. */
    private static int beginningOfLine(String text, int from) {
        int at = from;
        while (at > 0 && from - at < 200 && text.charAt(at - 1) != '\n' && !breaks(text, at - 1)) {
            at--;
        }
        return at;
    }

    /** Where the line before ends; 0 if there is none. */
    private static int lineBefore(String text, int beginning) {
        int at = beginning;
        if (at > 0 && text.charAt(at - 1) == '\n') {
            at--;
        } else if (at > 0 && breaks(text, at - 1)) {
            at--;
            while (at > 0 && text.charAt(at - 1) == '\\') {
                at--;
            }
        } else {
            return 0;
        }
        while (at > 0 && " \t\r".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /** Where the lines of base64 end that begin here; a short one is one of them if nothing else stands on it. */
    private static int end(String text, int from) {
        int at = line(text, from);
        int before = at - from;
        while (before >= SHORTEST_LINE) {
            int next = at;
            while (next < text.length() && next - at < 80 && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
                next++;
            }
            int end = line(text, next);
            boolean whole = end == text.length() || text.charAt(end) == '\n';
            if (!text.startsWith("\n", at) || end == next || !whole && end - next < SHORTEST_LINE) {
                break;
            }
            before = end - next;
            at = end;
        }
        return at;
    }

    private static int line(String text, int from) {
        int at = from;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether this is the n of a line break that is written as {@code \n}. */
    private static boolean breaks(String text, int at) {
        return text.charAt(at) == 'n' && at > 0 && text.charAt(at - 1) == '\\';
    }

    private static boolean digit(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
    }
}
