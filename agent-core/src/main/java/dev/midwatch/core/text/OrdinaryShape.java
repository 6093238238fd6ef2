package dev.midwatch.core.text;

import java.util.regex.Pattern;

/**
 * Values that look like what evidence is made of: words of Kubernetes ({@code CrashLoopBackOff}), names ({@code redis-master-0}), hosts,
 * addresses, images, times. Were they hidden wherever they stand because a Secret holds one, whoever may write a Secret could make a cluster
 * unreadable. So they are hidden only behind a telling name.
 */
final class OrdinaryShape {
    private static final int LONGEST = 300;
    private static final int MOST_DIGITS_IN_NAME = 4;
    private static final int MOST_DIGITS_IN_PATH = 12;

    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]{1,20}://");
    /** One or more words; a number or a version may stand among them. */
    private static final Pattern WORDS = Pattern.compile(
            "(?:[A-Z]{1,15}|[a-z]{1,26}|[A-Za-z]{1,40})"
                    + "(?:[._:/-]{1,2}(?:[A-Z]{1,15}|[A-Za-z]?[a-z]{1,26}\\d?|[A-Za-z]{1,40}|v?\\d{1,2}|v\\d(?:alpha|beta)\\d))*");
    /** {@code hunter2} is no word, these are. */
    private static final Pattern WITH_DIGITS = Pattern.compile(
            "(?i)x86_64|amd64|arm64|base64|sha256|sha512|v\\d(?:alpha|beta)\\d|https?[12]|oauth2|utf-?8");

    private static final String HASH = "(?:@sha\\d{3}:[0-9a-f]{6,128})?";
    private static final String VERSION = "v?\\d{1,8}(?:\\.\\d{1,6}){0,4}(?:[-+.][a-z]{1,20}[\\d.]{0,8}){0,4}";
    private static final String PART = "(?:[a-z]{1,40}|\\d{1,8}|[a-z0-9]{1,10})";
    private static final String PATH = "(?<path>(?:/" + PART + "(?:[._-]{1,2}" + PART + ")*)*)";
    private static final String TAG = "(?::(?:" + VERSION + "|" + PART + "(?:[._-]" + PART + "){0,8}))?";
    /** The last part of a host is a word; a port, a path and what an image has more may follow. */
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9_-]{1,63}\\.){1,12}[a-z]{2,24}(?::\\d{1,5})?" + PATH + TAG + HASH + "/?");

    private static final Pattern IMAGE =
            Pattern.compile("(?:[a-z]+|[a-z]+\\d(?=[._/:-]))(?:[._-]{1,2}[a-z]+\\d?)*(?::\\d{1,5})?" + PATH + "(?::"
                    + VERSION + ")?" + HASH);
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?(?:/\\d{1,2})?");
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d)?(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)?)?");

    private OrdinaryShape() {}

    static boolean is(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        String rest = SCHEME.matcher(value).replaceFirst("");
        return WORDS.matcher(rest).matches()
                        && humps(rest) <= 1 + rest.length() / 5
                        && digits(rest) <= MOST_DIGITS_IN_NAME
                || WITH_DIGITS.matcher(rest).matches()
                || ADDRESS.matcher(rest).matches()
                || TIME.matcher(rest).matches()
                || path(HOST, rest)
                || path(IMAGE, rest);
    }

    private static boolean path(Pattern pattern, String value) {
        var found = pattern.matcher(value);
        return found.matches() && digits(found.group("path")) <= MOST_DIGITS_IN_PATH;
    }

    /** Capitals behind small letters: {@code kJhGtRfd} has more of them than a word of Kubernetes. */
    private static int humps(String value) {
        int humps = 0;
        for (int i = 1; i < value.length(); i++) {
            humps += Character.isUpperCase(value.charAt(i)) && Character.isLowerCase(value.charAt(i - 1)) ? 1 : 0;
        }
        return humps;
    }

    private static long digits(String value) {
        return value.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
