package dev.midwatch.core.action;

import java.security.SecureRandom;

/** Names that people can type: letters and digits that are not taken for one another. */
final class ShortId {
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ShortId() {}

    static String of(int length) {
        StringBuilder id = new StringBuilder();
        RANDOM.ints(length, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }
}
