package dev.midwatch.core.kube;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A JSON object as one array of keys and values: a third of a hash map's memory, and quicker for the few members that objects have. Its
 * hash is computed once, so that equal subtrees are found quickly.
 */
final class CompactMap extends AbstractMap<String, Object> {
    private final Object[] keysAndValues;
    private final int hash;

    CompactMap(Object[] keysAndValues) {
        this.keysAndValues = keysAndValues;
        int sum = 0;
        for (int i = 0; i < keysAndValues.length; i += 2) {
            sum += keysAndValues[i].hashCode() ^ keysAndValues[i + 1].hashCode();
        }
        this.hash = sum;
    }

    @Override
    public Object get(Object key) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i].equals(key)) {
                return keysAndValues[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return keysAndValues.length / 2;
    }

    @Override
    public boolean equals(Object other) {
        if (other instanceof CompactMap map && Arrays.equals(keysAndValues, map.keysAndValues)) {
            return true;
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return CompactMap.this.size();
            }
        };
    }

    private Iterator<Map.Entry<String, Object>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < keysAndValues.length;
            }

            @Override
            public Map.Entry<String, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                next += 2;
                return Map.entry((String) keysAndValues[next - 2], keysAndValues[next - 1]);
            }
        };
    }
}
