package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/** The one account that signs in with a password. */
public record Account(String username, Password password, Level level) {
    public Account {
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(level, "level");
        if (username.isBlank() || username.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "a username is not blank and has no colon, which HTTP basic ends it with");
        }
    }

    /** The password is always looked at, so that a wrong name takes as long as a wrong password. */
    boolean matches(String name, String given) {
        boolean right = password.matches(given);
        return right & MessageDigest.isEqual(digest(name), digest(username));
    }

    private static byte[] digest(String name) {
        return Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
    }
}
