package dev.midwatch.core.model;

/** Hears an answer while a model gives it, where its server streams. Called on one thread at a time; must not wait. */
public interface AnswerListener {
    AnswerListener NOBODY = new AnswerListener() {
        @Override
        public void says(String piece) {}

        @Override
        public void startsOver() {}
    };

    /** A further piece of the text, as it came: not redacted, and cut anywhere. */
    void says(String piece);

    /** What was said so far came to nothing; the model, or another, is asked again. */
    void startsOver();

    /**
     * An answer that had begun came to nothing; what a model has said is paid for all the same.
     *
     * @param model      the one that was asked
     * @param characters of what had come of it, thoughts and arguments of calls included
     */
    default void wasted(String model, long characters) {}
}
