package dev.midwatch.dashboard.signin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Who may sign in to the dashboard and how long it lasts.
 *
 * @param account       with a password
 * @param oidc          an identity provider
 * @param signingKey    of cookies; without one it is made and kept in {@code directory}
 * @param sessionLength from sign-in to having to sign in again
 * @param directory     for the key and for who signed out
 */
public record SignInSettings(
        Optional<Account> account,
        Optional<OidcSettings> oidc,
        Optional<String> signingKey,
        Duration sessionLength,
        Path directory) {
    public static final Duration DEFAULT_LENGTH = Duration.ofHours(12);

    public SignInSettings {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(oidc, "oidc");
        Objects.requireNonNull(directory, "directory");
        if (sessionLength.toSeconds() < 60) {
            throw new IllegalArgumentException("a session lasts a minute at least, not " + sessionLength);
        }
        if (signingKey.filter(key -> key.length() < 16).isPresent()) {
            throw new IllegalArgumentException("the key that signs sessions has 16 characters at least");
        }
    }

    /** Whether anybody who can connect may do everything. */
    boolean open() {
        return account.isEmpty() && oidc.isEmpty();
    }

    /** Another one as soon as a password, a level or a grant changes: sessions of before then end. */
    String fingerprint() {
        String password = account.map(one -> one.username() + "|" + one.level() + "|"
                        + Digests.text(one.password().fingerprint()))
                .orElse("");
        String provider = oidc.map(one -> one + "|" + one.grants()).orElse("");
        return password + "\n" + provider;
    }

    @Override
    public String toString() {
        return "SignInSettings[account=" + account.map(Account::username) + ", oidc=" + oidc + "]";
    }
}
