package dev.midwatch.dashboard.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param next  where the next part is asked for; empty if this is the last
 */
record Slice<T>(List<T> items, long total, int offset, int limit, Optional<String> next) {
    Slice {
        items = List.copyOf(items);
    }

    /** The type of a part of a list of these. */
    static ParameterizedType of(Class<?> item) {
        return new Of(item);
    }

    private record Of(Class<?> item) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {item};
        }

        @Override
        public Type getRawType() {
            return Slice.class;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }
}
