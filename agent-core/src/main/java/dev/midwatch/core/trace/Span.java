package dev.midwatch.core.trace;

/** A stretch of work. It says names, numbers and outcomes; never what people, models or clusters say. Ended by the thread that began it. */
public interface Span extends AutoCloseable {
    /** What is not followed. */
    Span NONE = new Span() {
        @Override
        public Span set(String key, String value) {
            return this;
        }

        @Override
        public Span set(String key, long value) {
            return this;
        }

        @Override
        public Span failed(String kind) {
            return this;
        }

        @Override
        public void close() {}
    };

    Span set(String key, String value);

    Span set(String key, long value);

    /** It did not do what it should. */
    Span failed(String kind);

    @Override
    void close();
}
