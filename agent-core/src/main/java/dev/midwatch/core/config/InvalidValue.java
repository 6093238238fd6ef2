package dev.midwatch.core.config;

import java.io.Serial;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;

/** What a record's compact constructor says of a component that is of the right type but cannot be. */
final class InvalidValue extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String hint;

    InvalidValue(String key, String message, String hint) {
        super(message);
        this.key = key;
        this.hint = hint;
    }

    String key() {
        return key;
    }

    String hint() {
        return hint;
    }

    static void requireAtLeast(String key, double value, double least) {
        if (value < least) {
            throw new InvalidValue(key, plain(value) + " is too small", "at least " + plain(least));
        }
    }

    static void requirePort(String key, int value) {
        if (value < 0 || value > 65_535) {
            throw new InvalidValue(key, value + " is not a port", "0 to 65535");
        }
    }

    static void requirePositive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new InvalidValue(key, "must be longer than nothing", "for example 10m");
        }
    }

    static void requirePresent(String key, Object value, String hint) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new InvalidValue(key, "is missing", hint);
        }
    }

    static void requireOneOf(String key, String value, Collection<String> known) {
        if (!known.contains(value)) {
            String near = NearName.find(value, known)
                    .map(name -> "did you mean \"" + name + "\"? ")
                    .orElse("");
            throw new InvalidValue(key, "\"" + value + "\" is not known", near + "one of: " + String.join(", ", known));
        }
    }

    static void requireHttp(String key, URI value) {
        if (!"http".equals(value.getScheme()) && !"https".equals(value.getScheme())) {
            throw new InvalidValue(key, "is not an http address", "for example https://example.org/path");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
