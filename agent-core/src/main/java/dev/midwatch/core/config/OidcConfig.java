package dev.midwatch.core.config;

import dev.midwatch.core.config.PeopleConfig.Rank;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An identity provider that people sign in with. Without an issuer there is none. */
public record OidcConfig(
        @Description("Exactly as it names itself.") Optional<URI> issuer,
        @Description("The name it knows Midwatch by.") Optional<String> clientId,
        @Description("What proves that name.") Optional<Secret> clientSecret,

        @Description("What it is asked for; openid must be among them.")
        List<String> scopes,

        @Description("Claim of the token which lists groups.")
        String groupsClaim,

        @Description("What people of these subjects may do.")
        Map<String, Rank> subjects,

        @Description("What people of these addresses may do, if the provider has verified them.")
        Map<String, Rank> emails,

        @Description("What people of these groups may do.") Map<String, Rank> groups) {
    static OidcConfig defaults() {
        return new OidcConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("openid", "profile", "email"),
                "groups",
                Map.of(),
                Map.of(),
                Map.of());
    }

    public OidcConfig {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        scopes = List.copyOf(scopes);
        subjects = Map.copyOf(subjects);
        emails = Map.copyOf(emails);
        groups = Map.copyOf(groups);
        if (issuer.isPresent()) {
            InvalidValue.requireHttp("issuer", issuer.get());
            requireGiven("client_id", clientId);
            requireGiven("client_secret", clientSecret);
            if (!scopes.contains("openid")) {
                throw new InvalidValue("scopes", "do not name openid", "without it nobody is told who signs in");
            }
            if (subjects.isEmpty() && emails.isEmpty() && groups.isEmpty()) {
                throw new InvalidValue("subjects", "is missing", "without it, emails or groups nobody could sign in");
            }
        }
    }

    private static void requireGiven(String key, Optional<?> value) {
        if (value.isEmpty()) {
            throw new InvalidValue(key, "is missing", "the issuer knows us by it");
        }
    }
}
