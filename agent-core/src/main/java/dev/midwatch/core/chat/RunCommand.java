package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.tool.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs a job now, whatever its schedule says. */
record RunCommand(JobCatalog jobs, Scheduler scheduler, RunStore runs, Audit audit) implements ChatCommand {
    @Override
    public Command spec() {
        return new Command(
                "run",
                "Run a job now, whatever its schedule says",
                List.of(Options.required("job", "The job's name")),
                false);
    }

    @Override
    public Level least() {
        return Level.OPERATOR;
    }

    @Override
    public Answer answer(Asked asked) {
        String name =
                asked.word("job").orElseThrow(() -> new Refusal("Which job? `/run` and its name; `/jobs` lists them."));
        JobDefinition job = jobs.find(name).orElseThrow(() -> unknown(name));
        audit.record("job asked for", Map.of("by", asked.who(), "job", job.name()));
        Optional<Long> id = scheduler.runNow(job.name());
        if (id.isEmpty()) {
            throw new Refusal(job.name() + " is running already.");
        }
        return Answer.open(runs.find(id.get()).map(run -> came(job, run)).orElse(job.name() + " has begun."));
    }

    private static String came(JobDefinition job, Run run) {
        if (run.finished().isEmpty()) {
            return "%s has begun. What it has to say goes to %s.".formatted(job.name(), job.deliver());
        }
        return run.state() == RunState.FAILED
                ? "%s failed: %s".formatted(job.name(), run.error())
                : "%s has run: %s, looked at %s"
                        .formatted(
                                job.name(),
                                run.state().toString().toLowerCase(Locale.ROOT),
                                run.facts().lookedAt().isEmpty()
                                        ? "nothing"
                                        : run.facts().lookedAt());
    }

    private Refusal unknown(String name) {
        List<String> names = jobs.jobs().stream().map(JobDefinition::name).toList();
        return new Refusal("There is no job %s (%s).".formatted(name, NearName.hint(name, names)));
    }

    @Override
    public List<String> complete(Command.Call call, String option) {
        return Completions.of(
                jobs.jobs().stream().map(JobDefinition::name),
                call.option(option).orElse(""));
    }
}
