package dev.midwatch.core.trace;

import java.util.concurrent.Callable;

/** Follows work. Never throws, never waits. */
public interface Tracer {
    /** Follows nothing. */
    Tracer OFF = new Tracer() {
        @Override
        public Span begin(String name) {
            return Span.NONE;
        }

        @Override
        public <T> Callable<T> carried(Callable<T> work) {
            return work;
        }
    };

    /** Begins a span: part of the one that this thread is in, and the one it is in until it is closed. */
    Span begin(String name);

    /** The same work, on another thread still part of the span that this thread is in now. */
    <T> Callable<T> carried(Callable<T> work);
}
