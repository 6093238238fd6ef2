package dev.midwatch.dashboard.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxies whose word about a client is taken. {@code X-Forwarded-For} grows to the right, one address at each proxy, and everything
 * to the left of the first one we do not know may have been made up by the client: so the right-most that is no proxy of ours counts.
 */
public final class TrustedProxies {
    private final List<Cidr> blocks;

    private TrustedProxies(List<Cidr> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * Addresses and blocks of them, of IPv4 and IPv6.
     *
     * @throws IllegalArgumentException naming the one that is neither
     */
    public static TrustedProxies parse(List<String> blocks) {
        return new TrustedProxies(
                blocks.stream().map(String::strip).map(Cidr::parse).toList());
    }

    boolean trusts(InetAddress peer) {
        return blocks.stream().anyMatch(block -> block.contains(peer));
    }

    /** Who really asks, when the peer is a proxy of ours and named somebody. */
    Optional<InetAddress> clientBehind(InetAddress peer, List<String> forwardedFor) {
        if (!trusts(peer)) {
            return Optional.empty();
        }
        List<String> hops = split(forwardedFor);
        Optional<InetAddress> client = Optional.empty();
        for (int hop = hops.size() - 1; hop >= 0; hop--) {
            Optional<InetAddress> named = Addresses.parseForwarded(hops.get(hop));
            if (named.isEmpty()) {
                return client;
            }
            client = named;
            if (!trusts(named.get())) {
                return client;
            }
        }
        return client;
    }

    /** Whether the client came over TLS, by the word of the proxy next to us. */
    boolean clientUsesTls(InetAddress peer, List<String> forwardedProto) {
        List<String> hops = split(forwardedProto);
        return trusts(peer)
                && !hops.isEmpty()
                && hops.get(hops.size() - 1).strip().toLowerCase(Locale.ROOT).equals("https");
    }

    private static List<String> split(List<String> headers) {
        return headers.stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .toList();
    }
}
