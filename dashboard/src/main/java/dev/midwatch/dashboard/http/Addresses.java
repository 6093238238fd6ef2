package dev.midwatch.dashboard.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses as they are written; never asks a name server. */
final class Addresses {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private Addresses() {}

    static Optional<InetAddress> parse(String text) {
        if (text.length() > 45
                || !V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** As proxies write it: bare, or with a port behind it. */
    static Optional<InetAddress> parseForwarded(String text) {
        String bare = text.strip();
        if (bare.startsWith("[")) {
            int end = bare.indexOf(']');
            return end < 0 ? Optional.empty() : parse(bare.substring(1, end));
        }
        int colon = bare.indexOf(':');
        boolean port = colon > 0 && bare.indexOf(':', colon + 1) < 0;
        return parse(port ? bare.substring(0, colon) : bare);
    }
}
