package dev.midwatch.core.chat;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.text.Ages;
import dev.midwatch.core.tool.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs: when they ran, what came of it, and when they run next. */
record JobsCommand(WatchState watch, Clock clock) implements ChatCommand {
    @Override
    public Command spec() {
        return new Command("jobs", "The jobs, how they ran last and when they run next", List.of(), false);
    }

    @Override
    public Level least() {
        return Level.VIEWER;
    }

    @Override
    public Answer answer(Asked asked) {
        List<WatchState.LastRun> all = watch.lastRuns();
        return Answer.open(
                all.isEmpty()
                        ? "There are no jobs."
                        : all.stream().map(this::line).collect(Collectors.joining("\n")));
    }

    private String line(WatchState.LastRun last) {
        JobDefinition job = last.job();
        String ran = last.run()
                .map(run -> "%s%s"
                        .formatted(
                                run.state().toString().toLowerCase(Locale.ROOT),
                                run.started().map(at -> " " + watch.ago(at)).orElse("")))
                .orElse("has not run yet");
        return "**%s** (%s) · %s · %s".formatted(job.name(), job.schedule().text(), ran, next(job));
    }

    private String next(JobDefinition job) {
        if (!job.enabled()) {
            return "paused" + job.pausedReason().map(why -> ": " + why).orElse("");
        }
        return watch.outlook().nextDue(job).map(this::in).orElse("never due again");
    }

    private String in(Instant due) {
        Duration wait = Duration.between(clock.instant(), due);
        return wait.isNegative() || wait.isZero() ? "due now" : "next in " + Ages.inWords(wait);
    }
}
