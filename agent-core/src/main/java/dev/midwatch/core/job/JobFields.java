package dev.midwatch.core.job;

import dev.midwatch.api.Job;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A definition as the keys and values it has in {@code cron/jobs.json}; what is at its default is left out. */
final class JobFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private JobFields() {}

    static Map<String, Object> of(JobDefinition job) {
        JobFields all = new JobFields();
        all.fields.put(JobKeys.ID, job.id());
        all.fields.put(JobKeys.NAME, job.name());
        all.fields.put(JobKeys.SCHEDULE, job.schedule().text());
        all.add(JobKeys.TIMEZONE, job.timezone().map(Object::toString));
        all.add(JobKeys.CHECKS, job.checks());
        all.fields.put(JobKeys.WHEN, job.when() == Job.When.ALWAYS ? "always" : "on_findings");
        all.add(JobKeys.PROMPT, Optional.of(job.prompt()).filter(prompt -> !prompt.isEmpty()));
        all.fields.put(JobKeys.DELIVER, job.deliver());
        all.add(JobKeys.SKILLS, job.skills());
        all.add(JobKeys.TOOLS, job.tools());
        all.add(JobKeys.MODEL, job.model());
        all.add(JobKeys.CONTEXT_FROM, job.contextFrom());
        all.add(JobKeys.WORKDIR, job.workdir());
        all.add(JobKeys.TIMEOUT, job.timeout().map(Durations::text));
        job.tokenBudget().ifPresent(tokens -> all.fields.put(JobKeys.TOKEN_BUDGET, tokens));
        job.repeat().ifPresent(times -> all.fields.put(JobKeys.REPEAT, times));
        all.add(JobKeys.SCRIPT, job.script());
        all.fields.put(JobKeys.ENABLED, job.enabled());
        all.add(JobKeys.PAUSED_REASON, job.pausedReason());
        return all.fields;
    }

    private void add(String key, Optional<?> value) {
        value.ifPresent(present -> fields.put(key, present));
    }

    private void add(String key, Collection<?> values) {
        if (!values.isEmpty()) {
            fields.put(key, values);
        }
    }
}
