package dev.midwatch.core.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The web dashboard.
 *
 * @param publicUrl      its address as people type it, where a proxy stands before it
 * @param trustedProxies addresses or blocks (10.42.0.0/16) whose word about who asks is taken
 * @param sessionLength  from sign-in to having to sign in again
 */
public record DashboardConfig(
        boolean enabled,
        String host,
        int port,
        Optional<URI> publicUrl,
        List<String> trustedProxies,
        Duration sessionLength,
        BasicAuth basicAuth,
        OidcConfig oidc) {
    /**
     * Who may log in with a password.
     *
     * @param password plain, or a hash that {@code midwatch dashboard hash-password} made
     * @param secret   signs session cookies; absent: one that is made and kept
     * @param level    what that person may do
     */
    public record BasicAuth(
            Optional<String> username, Optional<Secret> password, Optional<Secret> secret, PeopleConfig.Rank level) {
        static BasicAuth defaults() {
            return new BasicAuth(Optional.empty(), Optional.empty(), Optional.empty(), PeopleConfig.Rank.APPROVER);
        }

        public BasicAuth {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(level, "level");
            if (username.isPresent() && password.isEmpty()) {
                throw new InvalidValue("password", "is missing", "a username needs one");
            }
        }
    }

    static DashboardConfig defaults() {
        return new DashboardConfig(
                false,
                "127.0.0.1",
                9119,
                Optional.empty(),
                List.of(),
                Duration.ofHours(12),
                BasicAuth.defaults(),
                OidcConfig.defaults());
    }

    public DashboardConfig {
        InvalidValue.requirePresent("host", host, "for example 127.0.0.1");
        InvalidValue.requirePort("port", port);
        publicUrl.ifPresent(url -> InvalidValue.requireHttp("public_url", url));
        trustedProxies = List.copyOf(trustedProxies);
        InvalidValue.requirePositive("session_length", sessionLength);
        Objects.requireNonNull(basicAuth, "basicAuth");
        Objects.requireNonNull(oidc, "oidc");
    }
}
