package dev.midwatch.core.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Words by their first characters. Read without a lock, one rolling hash per character of the text, so that the time does not grow with the
 * number of words; written by one thread at a time.
 */
final class PrefixIndex {
    private static final int PRIME = 31;
    private static final int BITS = 1 << 20;
    /** So much of a word counts where the text ends or was cut. */
    private static final int SHORTEST_CUT = 10;

    private final int prefix;
    private final int leaving;
    private final AtomicLongArray seen = new AtomicLongArray(BITS / 64);
    private final Map<Integer, WordTree> words = new ConcurrentHashMap<>();

    PrefixIndex(int prefix) {
        this.prefix = prefix;
        int power = 1;
        for (int i = 1; i < prefix; i++) {
            power *= PRIME;
        }
        this.leaving = power;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Of the first characters of a text long enough. */
    int first(String text) {
        int hash = 0;
        for (int i = 0; i < prefix; i++) {
            hash = hash * PRIME + text.charAt(i);
        }
        return hash;
    }

    /** One character on; only while {@code at + prefix} is within the text. */
    int next(int hash, String text, int at) {
        return (hash - text.charAt(at) * leaving) * PRIME + text.charAt(at + prefix);
    }

    void add(String word) {
        int hash = first(word);
        words.put(hash, words.getOrDefault(hash, WordTree.EMPTY).with(word));
        int bit = bit(hash);
        seen.set(bit >>> 6, seen.get(bit >>> 6) | 1L << bit);
    }

    /** The bit stays: it costs a look, no more. */
    void remove(String word) {
        int hash = first(word);
        WordTree rest = words.get(hash).without(word);
        if (rest.isEmpty()) {
            words.remove(hash);
        } else {
            words.put(hash, rest);
        }
    }

    /** Where the longest word that starts here ends, also one that a cut shortened; -1 if none does. */
    int end(String text, int at, int hash) {
        int bit = bit(hash);
        if ((seen.get(bit >>> 6) & 1L << bit) == 0) {
            return -1;
        }
        WordTree tree = words.get(hash);
        if (tree == null) {
            return -1;
        }
        WordTree.Walk walk = tree.walk(text, at);
        return walk.fits() - at >= SHORTEST_CUT && cut(text, walk.fits()) ? walk.fits() : walk.word();
    }

    private static boolean cut(String text, int at) {
        return at == text.length()
                || text.charAt(at) == '…'
                || text.startsWith("\n…", at)
                || text.startsWith("...", at);
    }

    private static int bit(int hash) {
        return (hash ^ hash >>> 15) & BITS - 1;
    }
}
