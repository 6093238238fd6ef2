package dev.midwatch.cli;

import dev.midwatch.core.action.Stop;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", mixinStandardHelpOptions = true, description = "Take the stop back.")
final class ActionsResumeCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Stop stop = new Stop(workspace.home().stop());
            if (!stop.isSet()) {
                global.terminal().line("Nothing was stopped: there is no file %s.".formatted(stop.file()));
                return 0;
            }
            workspace.audit().record("resumed", Map.of("by", "cli:" + System.getProperty("user.name")));
            stop.lift();
            global.terminal()
                    .line("%s is gone: actions go on, as far as actions.mode and the rules allow."
                            .formatted(stop.file()));
            return 0;
        }
    }
}
