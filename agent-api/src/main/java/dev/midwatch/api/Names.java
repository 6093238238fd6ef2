package dev.midwatch.api;

import java.util.regex.Pattern;

/** What a plugin, a skill, a check or a job may be called. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    static void require(String what, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("%s name %s: use 1 to 63 lower case letters, digits and dashes"
                    .formatted(what, name == null ? "null" : '"' + name + '"'));
        }
    }
}
