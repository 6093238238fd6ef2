package dev.midwatch.testkit.discord;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that look like Discord's and open nothing but this server. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** The id in base64, then 6 and 38 random characters. */
    static String forBot(String id) {
        return encoded(id.getBytes(StandardCharsets.UTF_8)) + "." + random(6) + "." + random(38);
    }

    static String forInteraction() {
        return random(86);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return encoded(bytes).substring(0, length);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
