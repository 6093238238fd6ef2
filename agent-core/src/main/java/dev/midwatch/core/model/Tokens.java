package dev.midwatch.core.model;

import java.nio.charset.StandardCharsets;

/**
 * Estimates tokens without a tokenizer, for any model: one per 3.5 bytes of UTF-8. English and YAML come out some 10 to 20 % too
 * high, which is the safe side; other scripts weigh more because they take more bytes.
 */
public final class Tokens {
    private static final double BYTES_PER_TOKEN = 3.5;

    private Tokens() {}

    /** How much plain text makes so many tokens. */
    public static int characters(int tokens) {
        return (int) (Math.max(0, tokens) * BYTES_PER_TOKEN);
    }

    /** What so many characters of plain text make. */
    public static long of(long characters) {
        return (long) Math.ceil(characters / BYTES_PER_TOKEN);
    }

    public static int in(String text) {
        return (int) Math.ceil(text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN);
    }
}
