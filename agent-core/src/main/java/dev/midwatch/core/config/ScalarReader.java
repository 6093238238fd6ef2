package dev.midwatch.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a single value into the type that is wanted; the type alone decides what the text means. */
final class ScalarReader {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Secret.class, "secret"),
            Map.entry(int.class, "whole number"),
            Map.entry(Integer.class, "whole number"),
            Map.entry(long.class, "whole number"),
            Map.entry(double.class, "number"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Duration.class, "duration"),
            Map.entry(URI.class, "address"),
            Map.entry(Path.class, "path"),
            Map.entry(ZoneId.class, "time zone"));

    private ScalarReader() {}

    /** A value that cannot be read; the key is filled in by the caller. */
    private static InvalidValue wrong(String text, String isNot, String hint) {
        return new InvalidValue("", "\"" + text + "\" is not " + isNot, hint);
    }

    /** @throws InvalidValue saying what is wrong and what would be right */
    static Object read(Class<?> type, Tree.Scalar scalar) {
        String text = scalar.text();
        if (type == String.class) {
            return text;
        } else if (type == Secret.class) {
            return new Secret(text);
        } else if (type == int.class || type == Integer.class) {
            return (int) whole(text, Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class) {
            return whole(text, Long.MAX_VALUE);
        } else if (type == double.class || type == Double.class) {
            return number(text);
        } else if (type == boolean.class || type == Boolean.class) {
            return truth(text, scalar.origin().kind() != Origin.Kind.FILE);
        } else if (type == Duration.class) {
            return duration(text);
        } else if (type == URI.class) {
            return address(text);
        } else if (type == Path.class) {
            return path(text);
        } else if (type == ZoneId.class) {
            return zone(text);
        } else if (type.isEnum()) {
            return constant(type, text);
        }
        throw new IllegalStateException("a setting cannot be of " + type);
    }

    /** What is to be written for that type. */
    static String name(Class<?> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalStateException("a setting cannot be of " + type);
        }
        return name;
    }

    private static long whole(String text, long most) {
        String digits = text.strip().replace("_", "");
        try {
            long value = Long.parseLong(digits);
            if (value <= most && value >= -most) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            throw wrong(text, "a whole number", "for example 10");
        }
        throw wrong(text, "a number this setting can hold", "at most " + most);
    }

    static double number(String text) {
        if (!text.strip().matches("-?\\d+(\\.\\d+)?")) {
            throw wrong(text, "a number", "for example 0.9 or 85");
        }
        return Double.parseDouble(text.strip());
    }

    static boolean truth(String text, boolean alsoDigits) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower) || alsoDigits && lower.equals("1")) {
            return true;
        }
        if (FALSE.contains(lower) || alsoDigits && lower.equals("0")) {
            return false;
        }
        throw wrong(text, "true or false", "true or false");
    }

    static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrong(text, "a duration", "for example 30s, 15m, 4h or 21d");
        }
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getHost() != null && Set.of("http", "https", "ws", "wss").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            throw wrong(text, "an address: " + notAnAddress.getReason(), "for example https://example.org/v1");
        }
        throw wrong(text, "an address with scheme and host", "for example https://example.org/v1");
    }

    private static Path path(String text) {
        try {
            return Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
        } catch (InvalidPathException e) {
            throw wrong(text, "a path", e.getReason());
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            String near = NearName.find(text, ZoneId.getAvailableZoneIds())
                    .map(name -> "did you mean \"" + name + "\"?")
                    .orElse("for example Europe/Berlin or UTC");
            throw wrong(text, "a time zone", near);
        }
    }

    private static Object constant(Class<?> type, String text) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            InvalidValue.requireOneOf("", text, names);
        }
        return type.getEnumConstants()[index];
    }
}
