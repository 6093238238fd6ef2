package dev.midwatch.dashboard.signin;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Passwords as the configuration may keep them: bcrypt, so that reading the file is not yet signing in. */
public final class PasswordHash {
    private static final int COST = 12;

    /** bcrypt looks at no more of a password. */
    private static final int MOST_BYTES = 72;

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

    private PasswordHash() {}

    /**
     * For {@code dashboard.basic_auth.password}.
     *
     * @throws IllegalArgumentException if the password is empty, or so long that its end would not count
     */
    public static String of(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("an empty password is none");
        }
        if (!fits(password)) {
            throw new IllegalArgumentException("the password is longer than the " + MOST_BYTES
                    + " bytes that bcrypt looks at; take a shorter one, or give it plain");
        }
        return new String(
                BCrypt.withDefaults().hash(COST, password.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }

    /** Whether a configured password is a hash, made here or by others. */
    public static boolean isHash(String text) {
        return FORM.matcher(text).matches();
    }

    /** Takes as long for a wrong password as for the right one, also for one no hash was ever made of. */
    static boolean matches(String password, String hash) {
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        boolean fits = fits(password);
        byte[] tried = fits ? given : new byte[] {'x'};
        boolean right = BCrypt.verifyer().verify(tried, hash.getBytes(StandardCharsets.US_ASCII)).verified;
        return right & fits;
    }

    private static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES && password.indexOf('\0') < 0;
    }
}
