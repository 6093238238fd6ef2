package dev.midwatch.core.text;

/**
 * Shows what would hide: control characters, terminal escapes, characters without width and those that turn the direction of text around
 * come out as {@code ‹U+202E›}. Colours of a log are dropped, for they say nothing; line breaks, tabs and emoji stay.
 */
public final class VisibleText {
    private static final int JOINER = 0x200D;
    private static final int ESCAPE = 0x1B;
    private static final int LONGEST_COLOUR = 40;

    private VisibleText() {}

    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\t' && (c < ' ' || c >= 0x7F)) {
                return from(text, i);
            }
        }
        return text;
    }

    private static String from(String text, int start) {
        StringBuilder shown = new StringBuilder(text.length() + 32).append(text, 0, start);
        int before = start == 0 ? -1 : text.charAt(start - 1);
        int i = start;
        while (i < text.length()) {
            int colour = colour(text, i);
            if (colour > 0) {
                i += colour;
                continue;
            }
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            int after = next < text.length() ? text.codePointAt(next) : -1;
            if (c == '\r' && after == '\n') {
                i = next;
                continue;
            }
            if (hides(c) && !partOfEmoji(before, c, after)) {
                shown.append("‹U+%04X›".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
            before = c;
            i = next;
        }
        return shown.toString();
    }

    /** The length of the colour sequence here; 0 if there is none. */
    private static int colour(String text, int at) {
        if (text.charAt(at) != ESCAPE || at + 1 >= text.length() || text.charAt(at + 1) != '[') {
            return 0;
        }
        int end = at + 2;
        int most = Math.min(text.length(), at + LONGEST_COLOUR);
        while (end < most && "0123456789;:".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end < most && text.charAt(end) == 'm' ? end + 1 - at : 0;
    }

    private static boolean hides(int c) {
        if (c == '\n' || c == '\t' || c >= ' ' && c < 0x7F) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> selector(c) || filler(c) || c >= 0xE0000 && c <= 0xE0FFF;
        };
    }

    private static boolean selector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0x180B && c <= 0x180F;
    }

    /** Letters that are drawn as nothing. */
    private static boolean filler(int c) {
        return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164 || c == 0xFFA0;
    }

    private static boolean partOfEmoji(int before, int c, int after) {
        boolean picture = picture(before) || before >= 0x1F3FB && before <= 0x1F3FF;
        if (c == 0xFE0F || c == 0xFE0E) {
            return picture || after == 0x20E3;
        }
        return c == JOINER && (picture || before == 0xFE0F) && picture(after);
    }

    private static boolean picture(int c) {
        return c >= 0 && Character.getType(c) == Character.OTHER_SYMBOL;
    }
}
