package dev.midwatch.core.config;

import java.util.Objects;
import java.util.Optional;

/** The web dashboard. */
public record DashboardConfig(boolean enabled, String host, int port, BasicAuth basicAuth) {
    /**
     * Who may log in.
     *
     * @param secret signs session cookies; absent: a fresh one at each start
     */
    public record BasicAuth(Optional<String> username, Optional<Secret> password, Optional<Secret> secret) {
        static BasicAuth defaults() {
            return new BasicAuth(Optional.empty(), Optional.empty(), Optional.empty());
        }

        public BasicAuth {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(secret, "secret");
            if (username.isPresent() && password.isEmpty()) {
                throw new InvalidValue("password", "is missing", "a username needs one");
            }
        }
    }

    static DashboardConfig defaults() {
        return new DashboardConfig(false, "127.0.0.1", 9119, BasicAuth.defaults());
    }

    public DashboardConfig {
        InvalidValue.requirePresent("host", host, "for example 127.0.0.1");
        InvalidValue.requirePort("port", port);
        Objects.requireNonNull(basicAuth, "basicAuth");
    }
}
