package dev.midwatch.core.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the checks of one cycle draw from its snapshot, each drawn once. */
final class Facts {
    private final Map<Key, Object> drawn = new HashMap<>();

    private record Key(Class<?> what, Object of) {}

    /** One fact may be drawn from another, so that the map must not be at work meanwhile. */
    <T> T once(Class<T> what, Object of, Supplier<T> draw) {
        Key key = new Key(what, of);
        if (!drawn.containsKey(key)) {
            drawn.put(key, draw.get());
        }
        return what.cast(drawn.get(key));
    }
}
