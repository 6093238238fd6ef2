package dev.midwatch.dashboard.http;

import java.util.Locale;

/** Names and addresses by which a machine means itself. */
public final class Loopback {
    private Loopback() {}

    /** Whether a host to listen on, or that somebody asked for, is this machine and cannot be another; no name is looked up. */
    public static boolean isLoopback(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT).equals("localhost")
                || Addresses.parse(bare)
                        .map(address -> address.isLoopbackAddress())
                        .orElse(false);
    }

    /** The host of an authority as {@code Host} has it, without its port. */
    public static String hostOf(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return end <= 0 ? authority : authority.substring(0, end);
    }
}
