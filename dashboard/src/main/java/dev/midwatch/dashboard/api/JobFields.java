package dev.midwatch.dashboard.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A job to make, as {@code cron/jobs.json} has it. */
record JobFields(
        String name,
        String schedule,
        Optional<String> timezone,
        Optional<List<String>> checks,
        Optional<String> when,
        Optional<String> prompt,
        Optional<String> deliver,
        Optional<List<String>> skills,
        Optional<List<String>> tools,
        Optional<String> model,
        Optional<List<String>> contextFrom,
        Optional<String> timeout,
        OptionalLong tokenBudget,
        OptionalInt repeat,
        Optional<Boolean> enabled)
        implements RequestBody {
    /** What is to be another way; what is null goes back to what it is otherwise. */
    record JobChanges(
            Optional<String> name,
            Optional<String> schedule,
            Optional<String> timezone,
            Optional<List<String>> checks,
            Optional<String> when,
            Optional<String> prompt,
            Optional<String> deliver,
            Optional<List<String>> skills,
            Optional<List<String>> tools,
            Optional<String> model,
            Optional<List<String>> contextFrom,
            Optional<String> timeout,
            OptionalLong tokenBudget,
            OptionalInt repeat,
            Optional<Boolean> enabled)
            implements RequestBody {}
}
