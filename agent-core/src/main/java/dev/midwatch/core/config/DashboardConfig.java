package dev.midwatch.core.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The web dashboard. */
public record DashboardConfig(
        @Description("Whether the gateway serves it.") boolean enabled,

        @Description("Address it listens on; 0.0.0.0 for all.")
        String host,

        @Description("Port it listens on.") int port,

        @Description("Its address as people type it, where a proxy stands before it.")
        Optional<URI> publicUrl,

        @Description("Addresses or blocks (10.42.0.0/16) whose word about who asks is taken.")
        List<String> trustedProxies,

        @Description("From sign-in to having to sign in again.")
        Duration sessionLength,

        @Description("Who may log in with a password.") BasicAuth basicAuth,

        @Description("An identity provider that people sign in with. Without an issuer there is none.")
        OidcConfig oidc) {
    /** Who may log in with a password. */
    public record BasicAuth(
            @Description("Name to log in with; it needs a password.")
            Optional<String> username,

            @Description("Plain, or a hash that `midwatch dashboard hash-password` made.")
            Optional<Secret> password,

            @Description("Signs session cookies; without it one is made and kept.")
            Optional<Secret> secret,

            @Description("What that person may do.") PeopleConfig.Rank level) {
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
