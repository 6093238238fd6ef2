package dev.midwatch.dashboard.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often somebody may try to sign in. A try counts before it is looked at, so that many at once do not slip through, and no longer
 * once it was right. What strangers spend of an account's tries stops no network that has not failed of late. A browser that signed in to the account before has a cookie that says so and counts on its own: strangers, even
 * those who share its address, cannot lock it out.
 */
final class Tries {
    private static final int MOST_KEYS = 10_000;

    private final Buckets addresses;
    private final Buckets pairs;
    private final Buckets accounts;
    private final Buckets browsers;
    private final Buckets blameless;

    Tries(LongSupplier nanos) {
        addresses = new Buckets(20, Duration.ofSeconds(6), MOST_KEYS, nanos);
        pairs = new Buckets(5, Duration.ofSeconds(30), MOST_KEYS, nanos);
        accounts = new Buckets(100, Duration.ofSeconds(3), MOST_KEYS, nanos);
        browsers = new Buckets(5, Duration.ofSeconds(30), MOST_KEYS, nanos);
        blameless = new Buckets(1, Duration.ofMinutes(10), MOST_KEYS, nanos);
    }

    /** One try; ask {@link #admit} first. */
    record Try(String account, String address, Optional<String> knownBrowser) {
        Try {
            account = account.length() > 100 ? account.substring(0, 100) : account;
        }
    }

    /** Zero, and the try counts; or how long to wait before the next. */
    synchronized Duration admit(Try one) {
        List<Map.Entry<Buckets, String>> counted = counting(one);
        Duration wait = counted.stream()
                .map(entry -> entry.getKey().untilNext(entry.getValue()))
                .max(Duration::compareTo)
                .orElseThrow();
        if (wait.isZero()) {
            counted.forEach(entry -> entry.getKey().take(entry.getValue()));
            String network = network(one.address());
            if (one.knownBrowser().isEmpty() && isBlameless(network)) {
                blameless.take(network);
            }
        }
        return wait;
    }

    /** The try was right, and counts no longer; but to the account, whose tries a first one did not spend. */
    synchronized void wasRight(Try one) {
        counting(one).stream()
                .filter(entry -> entry.getKey() != accounts)
                .forEach(entry -> entry.getKey().giveBack(entry.getValue()));
        if (one.knownBrowser().isEmpty()) {
            blameless.giveBack(network(one.address()));
        }
    }

    private List<Map.Entry<Buckets, String>> counting(Try one) {
        if (one.knownBrowser().isPresent()) {
            return List.of(Map.entry(browsers, one.knownBrowser().get()));
        }
        List<Map.Entry<Buckets, String>> counted = new ArrayList<>();
        String network = network(one.address());
        counted.add(Map.entry(addresses, network));
        counted.add(Map.entry(pairs, network + " " + one.account()));
        if (!isBlameless(network)) {
            counted.add(Map.entry(accounts, one.account()));
        }
        return counted;
    }

    private boolean isBlameless(String network) {
        return blameless.untilNext(network).isZero();
    }

    /** Of IPv6 the half that a network has, as its owner can take any address in it. */
    static String network(String address) {
        String bare = address.replaceAll("[\\[\\]]", "");
        if (bare.indexOf(':') < 0) {
            return bare;
        }
        String[] groups = bare.split(":", -1);
        return groups.length < 5 || bare.startsWith("::")
                ? bare
                : String.join(":", List.of(groups).subList(0, 4));
    }
}
