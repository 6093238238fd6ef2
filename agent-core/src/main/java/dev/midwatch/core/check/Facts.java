package dev.midwatch.core.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the checks of one cycle draw from its snapshot, each drawn once; who asks meanwhile waits for it. */
final class Facts {
    private final Map<Key, Fact> facts = new ConcurrentHashMap<>();

    private record Key(Class<?> what, Object of) {}

    /** One fact may be drawn from another, so that the map must not be at work meanwhile. */
    <T> T once(Class<T> what, Object of, Supplier<T> draw) {
        return what.cast(
                facts.computeIfAbsent(new Key(what, of), key -> new Fact()).drawn(draw));
    }

    private static final class Fact {
        private Object value;

        synchronized Object drawn(Supplier<?> draw) {
            if (value == null) {
                value = draw.get();
            }
            return value;
        }
    }
}
