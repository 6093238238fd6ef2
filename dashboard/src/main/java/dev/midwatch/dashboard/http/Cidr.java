package dev.midwatch.dashboard.http;

import java.net.InetAddress;

/** A block of addresses, such as 10.0.0.0/8; one address alone is a block of one. */
record Cidr(InetAddress network, int bits) {
    Cidr {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException(bits + " bits do not fit " + network.getHostAddress());
        }
    }

    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = Addresses.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no address or block of addresses, such as 10.0.0.0/8 or fd00::/8"));
        if (slash < 0) {
            return new Cidr(network, network.getAddress().length * 8);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" does not say how many bits the block has");
        }
        return new Cidr(network, Integer.parseInt(bits));
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
