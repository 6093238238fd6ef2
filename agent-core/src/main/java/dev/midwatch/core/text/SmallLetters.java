package dev.midwatch.core.text;

import java.util.List;

/**
 * A text in small letters, character for character, so that what is found in it stands at the same place in the text. Knows which pairs of
 * letters are in it: most of the words that are looked for are ruled out by that, without reading the text again for each of them.
 */
final class SmallLetters {
    /** So many bits; pairs may share one, and then the text itself is asked. */
    private static final int BITS = 1 << 12;

    private final String text;
    private final long[] pairs = new long[BITS / Long.SIZE];

    private SmallLetters(String text) {
        this.text = text;
        for (int i = 1; i < text.length(); i++) {
            int pair = pair(text.charAt(i - 1), text.charAt(i));
            pairs[pair / Long.SIZE] |= 1L << pair;
        }
    }

    static SmallLetters in(String text) {
        return new SmallLetters(of(text));
    }

    String text() {
        return text;
    }

    /** @param words in small letters */
    boolean hasAny(List<String> words) {
        for (String word : words) {
            if (has(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(String word) {
        for (int i = 1; i < word.length(); i++) {
            int pair = pair(word.charAt(i - 1), word.charAt(i));
            if ((pairs[pair / Long.SIZE] & 1L << pair) == 0) {
                return false;
            }
        }
        return text.contains(word);
    }

    private static int pair(char first, char second) {
        return (first << 5 ^ second) & BITS - 1;
    }

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
