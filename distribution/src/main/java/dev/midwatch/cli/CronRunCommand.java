package dev.midwatch.cli;

import dev.midwatch.core.channel.Couriers;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.store.HomeLock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Run a job now, whatever its schedule says.")
final class CronRunCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.jobs().get(name);
            boolean gateway = HomeLock.holder(workspace.home().directory()).isPresent();
            Optional<Long> id = workspace.kernel().get(Scheduler.class).runNow(name);
            if (id.isEmpty()) {
                throw CliException.failed(name + " is running already");
            }
            Run run = new RunStore(workspace.database()).find(id.get()).orElseThrow();
            if (gateway) {
                global.terminal().note("the running gateway delivers what it has to say");
            } else {
                workspace.kernel().get(Couriers.class).deliverDue();
            }
            if (run.state() == RunState.FAILED) {
                throw CliException.failed(name + " failed: " + run.error());
            }
            global.terminal()
                    .note("%s: %s, looked at %s"
                            .formatted(name, run.state(), run.facts().lookedAt()));
            return 0;
        }
    }
}
