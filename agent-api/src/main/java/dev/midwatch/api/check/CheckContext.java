package dev.midwatch.api.check;

import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What a check gets for one run. */
public interface CheckContext {
    /** The cycle's snapshot, shared by its checks. */
    ClusterReader cluster();

    /** The time of the cycle; all ages are counted to it. */
    Instant now();

    /** The object that somebody would name when speaking of this one: the Deployment of a pod, the CronJob of a Job, or itself. */
    ObjectRef owner(KubeObject object);

    /**
     * A threshold declared in {@link Check#settings}, as it holds for this object.
     *
     * @throws IllegalArgumentException if the check did not declare it as a duration
     */
    Duration duration(String setting, KubeObject about);

    /**
     * A threshold declared in {@link Check#settings}, as it holds for this object.
     *
     * @throws IllegalArgumentException if the check did not declare it as a number
     */
    double number(String setting, KubeObject about);

    /**
     * What is declared in {@link Check#settings} as a list of texts, as it holds for this object.
     *
     * @throws IllegalArgumentException if the check did not declare it as such a list
     */
    List<String> texts(String setting, KubeObject about);

    /**
     * Adds the value of now to a series about an object, and gives it with what earlier cycles added. Call it once per cycle, series and
     * object, whether the value is good or bad, or there is nothing to compare a bad one with. A check that ran for the first time, a
     * single scan without a store, and a check under test without a history get the value of now alone.
     *
     * @param series snake_case with the unit, {@code restarts}, {@code used_bytes}; another check may use the same name for its own
     */
    default Trend trend(String series, ObjectRef about, double value) {
        return new Trend(List.of(new Trend.Point(now(), value)));
    }

    /** What a Prometheus measured, for what a check knows better with it. */
    default Metrics metrics() {
        return Metrics.NONE;
    }

    /**
     * Something drawn from the snapshot that several checks ask for, such as an index by name: drawn by the first of a cycle that asks,
     * and kept until its end. Read what it is drawn from before, outside of it: so each check is refused what it did not declare. It
     * must not hang on the check that asks, such as on a threshold. Checks run beside each other: what is drawn never changes, or may be
     * changed by several threads.
     *
     * @param what what is drawn
     * @param of   tells several of that class apart, such as the type that an index is of
     */
    default <T> T once(Class<T> what, Object of, Supplier<T> draw) {
        return draw.get();
    }

    /** How long ago a moment was; zero if it lies in the future. */
    default Duration age(Instant moment) {
        Duration age = Duration.between(moment, now());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
