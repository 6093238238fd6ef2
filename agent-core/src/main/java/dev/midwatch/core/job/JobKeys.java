package dev.midwatch.core.job;

import java.util.List;

/** The keys of a job in {@code cron/jobs.json}, in the order they are written. */
final class JobKeys {
    static final String ID = "id";
    static final String NAME = "name";
    static final String SCHEDULE = "schedule";
    static final String TIMEZONE = "timezone";
    static final String CHECKS = "checks";
    static final String WHEN = "when";
    static final String PROMPT = "prompt";
    static final String DELIVER = "deliver";
    static final String SKILLS = "skills";
    static final String TOOLS = "tools";
    static final String MODEL = "model";
    static final String CONTEXT_FROM = "context_from";
    static final String WORKDIR = "workdir";
    static final String TIMEOUT = "timeout";
    static final String TOKEN_BUDGET = "token_budget";
    static final String REPEAT = "repeat";
    static final String SCRIPT = "script";
    static final String ENABLED = "enabled";
    static final String PAUSED_REASON = "paused_reason";

    static final List<String> ALL = List.of(
            ID,
            NAME,
            SCHEDULE,
            TIMEZONE,
            CHECKS,
            WHEN,
            PROMPT,
            DELIVER,
            SKILLS,
            TOOLS,
            MODEL,
            CONTEXT_FROM,
            WORKDIR,
            TIMEOUT,
            TOKEN_BUDGET,
            REPEAT,
            SCRIPT,
            ENABLED,
            PAUSED_REASON);

    private JobKeys() {}
}
