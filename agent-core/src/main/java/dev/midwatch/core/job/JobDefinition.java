package dev.midwatch.core.job;

import dev.midwatch.api.Job;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A job as {@code cron/jobs.json} defines it. What is empty falls back to the configuration.
 *
 * @param id           never changes, also when the job is renamed; its runs hang on it
 * @param name         unique; lower case letters, digits and dashes
 * @param timezone     for the times of the schedule
 * @param prompt       what the model is asked; empty: findings are rendered without a model
 * @param checks       names of the checks a run makes
 * @param when         whether a run with nothing new still speaks
 * @param deliver      where to: {@code discord:#alerts, webhook:oncall}
 * @param tools        the only tools a run may use; empty: those of its skills
 * @param contextFrom  jobs whose last output a run is shown; {@code self} for its own
 * @param timeout      wall clock of a run
 * @param tokenBudget  tokens of a run
 * @param repeat       how many occurrences there are before the job ends
 * @param pausedReason why it is not enabled
 */
public record JobDefinition(
        String id,
        String name,
        Schedule schedule,
        Optional<ZoneId> timezone,
        String prompt,
        List<String> checks,
        Job.When when,
        String deliver,
        List<String> skills,
        List<String> tools,
        Optional<String> model,
        List<String> contextFrom,
        Optional<String> workdir,
        Optional<Duration> timeout,
        OptionalLong tokenBudget,
        OptionalInt repeat,
        boolean enabled,
        Optional<String> pausedReason,
        Optional<String> script) {

    /** In {@link #contextFrom}, the job itself. */
    public static final String SELF = "self";

    public JobDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(deliver, "deliver");
        checks = List.copyOf(checks);
        skills = List.copyOf(skills);
        tools = List.copyOf(tools);
        contextFrom = List.copyOf(contextFrom);
    }

    /** Its keys and values as in {@code cron/jobs.json}, for listings and for {@link JobCatalog#create}. */
    public Map<String, Object> fields() {
        return JobFields.of(this);
    }
}
