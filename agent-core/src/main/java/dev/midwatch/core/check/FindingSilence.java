package dev.midwatch.core.check;

import dev.midwatch.api.check.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Findings nobody wants to hear of for a while.
 *
 * @param matchers what a finding must be to be silenced, all of them: {@code reason}, {@code severity}, {@code namespace},
 *                 {@code kind}, {@code name} (of the owner), {@code fingerprint}; a value may contain {@code *}
 * @param by       who asked for it
 */
public record FindingSilence(long id, Map<String, String> matchers, Instant until, String by, String why) {
    /** What a matcher may ask about. */
    public static final Set<String> KEYS = Set.of("reason", "severity", "namespace", "kind", "name", "fingerprint");

    public FindingSilence {
        matchers = Collections.unmodifiableMap(new TreeMap<>(matchers));
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence needs a matcher, one of "
                    + KEYS.stream().sorted().toList());
        }
        matchers.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("a silence cannot match on " + key + "; use one of "
                            + KEYS.stream().sorted().toList());
                });
    }

    public boolean matches(Finding finding, Instant now) {
        return now.isBefore(until)
                && matchers.entrySet().stream()
                        .allMatch(matcher -> fits(matcher.getValue(), value(matcher.getKey(), finding)));
    }

    private static String value(String key, Finding finding) {
        return switch (key) {
            case "reason" -> finding.reason();
            case "severity" -> finding.severity().toString();
            case "namespace" -> finding.owner().namespace();
            case "kind" -> finding.owner().kind();
            case "name" -> finding.owner().name();
            default -> finding.fingerprint();
        };
    }

    private static boolean fits(String pattern, String value) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
    }
}
