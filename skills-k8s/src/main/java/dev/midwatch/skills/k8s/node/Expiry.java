package dev.midwatch.skills.k8s.node;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An end that a warning of k3s tells.
 *
 * @param of for people, {@code certificate CN=k3s-serving}
 */
record Expiry(String of, Instant at) {
    static final String[] EVENTS = {"CertificateExpirationWarning", "CACertificateExpirationWarning"};

    private static final Pattern LINE = Pattern.compile(
            "(certificate \\S{1,200}(?: \\S{1,60}){0,4}?) (?:will expire within \\d+ days|expired) at (\\S{10,40})");

    /** The one that comes first of all a message names. */
    static Optional<Expiry> first(String message) {
        Matcher matcher = LINE.matcher(message);
        return matcher.results()
                .flatMap(result -> moment(result.group(2)).map(at -> new Expiry(result.group(1), at)).stream())
                .min(Comparator.comparing(Expiry::at));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text.replaceAll("[,;.]+$", "")));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }
}
