package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.http.Loopback;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An identity provider people sign in with.
 *
 * @param issuer      exactly as it names itself
 * @param publicUrl   of the dashboard, as the provider knows it; without one, as the browser asked for it
 * @param groupsClaim of the ID token that lists groups
 * @param grants      who may do what; nobody else gets in
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        Optional<URI> publicUrl,
        String groupsClaim,
        List<Grant> grants) {
    /** What a grant goes by. */
    public enum By {
        SUBJECT,
        /** Counts only if the provider verified it. */
        EMAIL,
        GROUP
    }

    /** Whoever this is true of has the level; of several, the highest. */
    public record Grant(By by, String value, Level level) {
        public Grant {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(level, "level");
            if (value.isBlank()) {
                throw new IllegalArgumentException("a grant names somebody");
            }
        }
    }

    public OidcSettings {
        scopes = List.copyOf(scopes);
        grants = List.copyOf(grants);
        Objects.requireNonNull(publicUrl, "publicUrl");
        Objects.requireNonNull(groupsClaim, "groupsClaim");
        if (issuer.getHost() == null) {
            throw new IllegalArgumentException("an issuer is an address such as https://id.example.org");
        }
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException("an issuer is asked over https, or on loopback: " + issuer);
        }
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException("an identity provider knows us by a client id and a client secret");
        }
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("the scopes name openid");
        }
        if (grants.isEmpty()) {
            throw new IllegalArgumentException("without grants nobody could sign in through " + issuer);
        }
    }

    /** Nobody in between can read or change what is said there. */
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || "http".equals(address.getScheme())
                        && address.getHost() != null
                        && Loopback.isLoopback(address.getHost());
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
