package dev.midwatch.api;

import java.util.List;
import java.util.Objects;

/**
 * A job that a plugin wants to exist: the kernel writes it into {@code cron/jobs.json} on first boot if no job of that name is
 * there; from then on it is the operator's own.
 *
 * @param name     unique; lower case letters, digits and dashes
 * @param schedule as people write it: {@code every 15m}, {@code every 1d at 09:00}, {@code 0 8 * * *}
 * @param checks   names of the checks a run makes, of any skill
 * @param prompt   what the model is asked once there is something to tell; empty: findings are rendered without a model
 * @param when     whether a run with nothing new still speaks
 * @param deliver  where to, as in {@code discord}, {@code console}, {@code webhook:oncall}
 */
public record Job(String name, String schedule, List<String> checks, String prompt, When when, String deliver) {
    /** When a run speaks. */
    public enum When {
        /** Only if a finding needs telling. */
        ON_FINDINGS,
        /** After every run. */
        ALWAYS
    }

    public Job {
        Names.require("job", name);
        Objects.requireNonNull(schedule, "schedule");
        checks = List.copyOf(checks);
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(deliver, "deliver");
    }

    /** A watch over these checks: silent while there is nothing to tell, delivered to the home channel. */
    public static Job watch(String name, String schedule, String prompt, String... checks) {
        return new Job(name, schedule, List.of(checks), prompt, When.ON_FINDINGS, "discord");
    }

    /** A report that is delivered after every run. */
    public static Job report(String name, String schedule, String prompt, String... checks) {
        return new Job(name, schedule, List.of(checks), prompt, When.ALWAYS, "discord");
    }
}
