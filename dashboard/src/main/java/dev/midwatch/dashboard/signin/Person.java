package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody an identity provider vouches for.
 *
 * @param email only if the provider verified it
 */
record Person(String subject, Optional<String> email, List<String> groups) {
    Person {
        groups = List.copyOf(groups);
    }

    String name() {
        return email.orElse(subject);
    }

    /** The highest of what is granted them; empty if nothing is. */
    Optional<Level> level(List<OidcSettings.Grant> grants) {
        return grants.stream().filter(this::fits).map(OidcSettings.Grant::level).max(Level::compareTo);
    }

    private boolean fits(OidcSettings.Grant grant) {
        return switch (grant.by()) {
            case SUBJECT -> grant.value().equals(subject);
            case EMAIL ->
                email.filter(mine -> lower(mine).equals(lower(grant.value()))).isPresent();
            case GROUP -> groups.contains(grant.value());
        };
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
