package dev.midwatch.api.tool;

import dev.midwatch.api.Json;
import java.util.regex.Pattern;

/**
 * Names of objects in the arguments of a call, as RFC 1123 and so Kubernetes has them. Whatever else stands there, a path, a
 * wildcard, a look-alike of another alphabet, is refused before it can become part of a request.
 */
public final class ObjectNames {
    private static final int LONGEST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    private ObjectNames() {}

    /** The argument {@code namespace}. */
    public static String namespace(Json arguments) {
        String namespace = arguments.get("namespace").text();
        return requireMatch(
                "namespace", namespace, LABEL, "one namespace: lower case letters, digits and dashes, at most 63");
    }

    /** The argument of that key, the name of one object. */
    public static String name(Json arguments, String key) {
        return requireMatch(
                key,
                arguments.get(key).text(),
                SUBDOMAIN,
                "the name of one object without its kind or namespace: lower case letters, digits, dashes and dots");
    }

    private static String requireMatch(String key, String value, Pattern pattern, String wanted) {
        if (value.length() > LONGEST || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(key + " has to be " + wanted);
        }
        return value;
    }
}
