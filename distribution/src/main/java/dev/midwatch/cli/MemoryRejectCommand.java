package dev.midwatch.cli;

import dev.midwatch.core.view.Memories;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "reject", mixinStandardHelpOptions = true, description = "Drop what waits.")
final class MemoryRejectCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "TEXT", description = "The line, or the beginning of it.")
    private String text;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Memories memories = workspace.memories();
            String line = MemoryLine.of(memories.list(), text, true);
            memories.reject(line, Workspace.person());
            global.terminal().note("rejected: " + line);
            return 0;
        }
    }
}
