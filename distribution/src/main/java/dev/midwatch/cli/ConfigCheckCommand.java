package dev.midwatch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Say everything that is wrong with the configuration and the jobs.")
final class ConfigCheckCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.config().sections().notices().forEach(global.terminal()::note);
            workspace.plugins().requireGoodSections();
            List<String> idle = workspace
                    .config()
                    .sections()
                    .requireKnown(workspace.plugins().sectionNames());
            idle.forEach(global.terminal()::note);
            workspace.checkSettings();
            workspace.people().require(workspace.config());
            int jobs = workspace.jobs().jobs().size();
            global.terminal()
                    .line("good: %s, %d jobs".formatted(workspace.home().config(), jobs));
            return 0;
        }
    }
}
