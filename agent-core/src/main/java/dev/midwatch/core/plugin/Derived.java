package dev.midwatch.core.plugin;

import java.util.function.Function;
import java.util.function.Supplier;

/** Something made of a value, made anew when there is another value. */
final class Derived<S, T> implements Supplier<T> {
    private final Supplier<S> source;
    private final Function<S, T> derivation;
    private volatile Made<S, T> made;

    private record Made<S, T>(S of, T value) {}

    Derived(Supplier<S> source, Function<S, T> derivation) {
        this.source = source;
        this.derivation = derivation;
    }

    @Override
    public T get() {
        S now = source.get();
        Made<S, T> last = made;
        if (last == null || last.of() != now) {
            last = new Made<>(now, derivation.apply(now));
            made = last;
        }
        return last.value();
    }
}
