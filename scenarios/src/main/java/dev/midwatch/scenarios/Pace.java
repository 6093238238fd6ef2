package dev.midwatch.scenarios;

import java.io.IOException;
import java.util.Collection;

/** How what does not wait for each other is sent. */
interface Pace {
    /** One after the other. */
    Pace STEADY = Pace::steadily;

    /** Something that is done with each of several. */
    interface Step<T> {
        void of(T one) throws IOException;
    }

    <T> void each(Collection<T> all, Step<T> step) throws IOException;

    private static <T> void steadily(Collection<T> all, Step<T> step) throws IOException {
        for (T one : all) {
            step.of(one);
        }
    }
}
