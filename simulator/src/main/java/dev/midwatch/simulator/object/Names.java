package dev.midwatch.simulator.object;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names, suffixes and uids, from one seeded source so that a run can be repeated. */
public final class Names {
    private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private final Random random;

    public Names(long seed) {
        this.random = new Random(seed);
    }

    /** Five characters as generateName adds them. */
    public synchronized String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(SAFE.charAt(random.nextInt(SAFE.length())));
        }
        return suffix.toString();
    }

    public synchronized String uid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    public synchronized int number(int bound) {
        return random.nextInt(bound);
    }

    /** A template's hash as it appears in names: the same text always gives the same hash. */
    public static String hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        String digits = Long.toString((hash ^ (hash >>> 32)) & 0xffffffffL);
        StringBuilder safe = new StringBuilder();
        for (char digit : digits.toCharArray()) {
            safe.append(SAFE.charAt((digit + safe.length() * 7) % SAFE.length()));
        }
        return safe.toString();
    }

    public static boolean isSubdomain(String name) {
        return name.length() <= 253 && SUBDOMAIN.matcher(name).matches();
    }
}
