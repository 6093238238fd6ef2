package dev.midwatch.core.text;

/** The text in small letters, character for character, so that what is found in it stands at the same place in the text. */
final class SmallLetters {
    private SmallLetters() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (small(text.charAt(i)) != text.charAt(i)) {
                return from(text, i);
            }
        }
        return text;
    }

    private static String from(String text, int first) {
        char[] small = text.toCharArray();
        for (int i = first; i < small.length; i++) {
            small[i] = small(small[i]);
        }
        return new String(small);
    }

    private static char small(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c < 128 ? c : Character.toLowerCase(c);
    }
}
