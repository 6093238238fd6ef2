package dev.midwatch.core.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;

/**
 * Finds what is written in base64, of either alphabet and over several lines, and takes it out where what it says is to be hidden. What is
 * encoded may begin anywhere in a run, so each of the four ways to read it counts.
 */
final class EncodedText {
    private static final int SHORTEST = 16;
    /** A line of wrapped base64 is at least so long, and none of those behind it is longer. */
    private static final int WRAPPED = 16;
    /** How gzip begins: nobody prints that to be read, and it may hold anything, a Helm release or an older Secret. */
    private static final String GZIP = "H4sIA";
    /** So many characters in a row that can be read are no accident. */
    private static final int READABLE = 6;

    private static final byte[] DIGITS = digits();

    private EncodedText() {}

    /** @param secret whether a decoded text is to be hidden */
    static void find(String text, Predicate<String> secret, Spans into) {
        boolean packed = text.contains(GZIP);
        int at = 0;
        while (at < text.length()) {
            if (!digit(text.charAt(at))) {
                at++;
                continue;
            }
            int end = end(text, at);
            int gzip = packed ? text.substring(at, end).indexOf(GZIP) : -1;
            if (gzip >= 0 && end - at - gzip >= SHORTEST) {
                into.add(at + gzip, end);
            }
            if (end - at >= SHORTEST && hides(text, at, end, secret)) {
                into.add(at, end);
            }
            at = end;
        }
    }

    /** Where the run ends; a line break within is part of it if the line before it is long. */
    private static int end(String text, int from) {
        int at = from;
        int line = from;
        while (true) {
            while (at < text.length() && digit(text.charAt(at))) {
                at++;
            }
            int next = at;
            while (next < text.length() && (text.charAt(next) == '\n' || text.charAt(next) == ' ')) {
                next++;
            }
            boolean wraps = at - line >= WRAPPED
                    && next > at
                    && next < text.length()
                    && text.charAt(at) == '\n'
                    && run(text, next, at - line + 1) <= at - line
                    && run(text, next, 1) > 0;
            if (!wraps) {
                break;
            }
            at = next;
            line = next;
        }
        while (at < text.length() && text.charAt(at) == '=' && at > from) {
            at++;
        }
        return at;
    }

    /** How many digits stand here, counted no further than that. */
    private static int run(String text, int from, int most) {
        int at = from;
        while (at < text.length() && at - from < most && digit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private static boolean hides(String text, int from, int to, Predicate<String> secret) {
        byte[] digits = new byte[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (digit(c)) {
                digits[count++] = DIGITS[c];
            }
        }
        for (int skip = 0; skip < 4 && count - skip >= 8; skip++) {
            byte[] bytes = decoded(digits, skip, count);
            if (readable(bytes) && secret.test(new String(bytes, StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] decoded(byte[] digits, int from, int to) {
        int rest = (to - from) % 4;
        int whole = to - (rest == 1 ? 1 : 0);
        return Base64.getDecoder().decode(Arrays.copyOfRange(digits, from, whole));
    }

    private static boolean readable(byte[] bytes) {
        int row = 0;
        for (byte b : bytes) {
            row = b >= ' ' && b < 0x7F || b == '\n' || b == '\t' ? row + 1 : 0;
            if (row == READABLE) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(char c) {
        return c < 128 && DIGITS[c] != 0;
    }

    /** Each character's own form in the usual alphabet; 0 for what is in neither. */
    private static byte[] digits() {
        byte[] digits = new byte[128];
        for (char c = 0; c < 128; c++) {
            boolean usual =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
            digits[c] = (byte) (usual ? c : c == '-' ? '+' : c == '_' ? '/' : 0);
        }
        return digits;
    }
}
