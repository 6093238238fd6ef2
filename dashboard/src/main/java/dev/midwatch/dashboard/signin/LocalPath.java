package dev.midwatch.dashboard.signin;

import java.util.regex.Pattern;

/** Where to go after signing in: a path of ours and nothing a browser could take for another site. */
final class LocalPath {
    private static final Pattern OURS =
            Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?"
                    + "(?:\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");

    private LocalPath() {}

    /** The path, or the overview if it is not one of ours. */
    static String of(String asked) {
        return asked != null && asked.length() <= 1_000 && OURS.matcher(asked).matches() ? asked : "/";
    }
}
