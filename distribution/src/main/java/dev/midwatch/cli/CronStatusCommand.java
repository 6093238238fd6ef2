package dev.midwatch.cli;

import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.text.Ages;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Whether the schedule is kept: the last tick and what is overdue.")
final class CronStatusCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Outlook outlook = new Outlook(
                    workspace.database(),
                    SchedulerSettings.defaults(workspace.config().timezone()),
                    Clock.systemUTC());
            Map<String, Object> status = new LinkedHashMap<>();
            status.put(
                    "gateway",
                    HomeLock.holder(workspace.home().directory())
                            .map(Object::toString)
                            .orElse("not running"));
            status.put("last_tick", outlook.lastTick().map(Object::toString).orElse("never"));
            status.put("overdue", outlook.overdue().map(Ages::inWords).orElse("no"));
            status.put("jobs", workspace.jobs().jobs().size());
            if (global.output() == OutputFormat.table) {
                status.forEach((key, value) ->
                        global.terminal().line("%-10s %s".formatted(key.replace('_', ' '), value)));
            } else {
                global.terminal().value(global.output(), status);
            }
            return 0;
        }
    }
}
