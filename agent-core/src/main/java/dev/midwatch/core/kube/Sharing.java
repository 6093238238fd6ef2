package dev.midwatch.core.kube;

/**
 * Makes equal parts of a list one object: pods of one ReplicaSet share labels, containers and owner references. A fixed table where a
 * newcomer takes the place of whatever was there, so it never grows; neighbours in a list are what is alike.
 */
final class Sharing {
    private static final int SIZE = 1 << 14;

    private final Object[] table = new Object[SIZE];

    @SuppressWarnings("unchecked")
    <T> T share(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 15) & SIZE - 1;
        Object there = table[slot];
        if (value.equals(there) && value.getClass() == there.getClass()) {
            return (T) there;
        }
        table[slot] = value;
        return value;
    }
}
