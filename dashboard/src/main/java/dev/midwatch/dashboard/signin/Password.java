package dev.midwatch.dashboard.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password as configured, plain or as a hash; never printed. */
public final class Password {
    private final String configured;
    private final boolean hash;

    private Password(String configured) {
        this.configured = configured;
        this.hash = PasswordHash.isHash(configured);
    }

    /**
     * What the configuration says, told apart by its looks.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Password of(String configured) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("an empty password is none");
        }
        return new Password(configured);
    }

    boolean matches(String given) {
        return hash
                ? PasswordHash.matches(given, configured)
                : MessageDigest.isEqual(digest(given), digest(configured));
    }

    /** Changes when the password does, and tells nothing of it to who has not the key it is mixed into. */
    byte[] fingerprint() {
        return digest(configured);
    }

    private static byte[] digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "********";
    }
}
