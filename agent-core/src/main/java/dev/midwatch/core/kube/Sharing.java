package dev.midwatch.core.kube;

/**
 * Makes equal parts of a list one object: pods of one ReplicaSet share labels, containers and owner references. A fixed table where a
 * newcomer takes the place of whatever was there, so it never grows; neighbours in a list are what is alike.
 */
final class Sharing {
    private static final int SIZE = 1 << 14;

    private final Object[] table;

    Sharing() {
        this.table = new Object[SIZE];
    }

    /** For so many objects, with a table of at most that size, a power of two. */
    Sharing(int objects, int most) {
        this.table = new Object[Math.min(most, Integer.highestOneBit(Math.max(1, objects)) << 1)];
    }

    @SuppressWarnings("unchecked")
    <T> T share(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 15) & table.length - 1;
        Object there = table[slot];
        if (value.equals(there) && value.getClass() == there.getClass()) {
            return (T) there;
        }
        table[slot] = value;
        return value;
    }
}
