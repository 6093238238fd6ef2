package dev.midwatch.cli;

import dev.midwatch.api.store.Memory.About;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", mixinStandardHelpOptions = true, description = "Remember a line from now on.")
final class MemoryAddCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "TEXT", description = "The line.")
    private String text;

    @Option(names = "--people", description = "It is of people, and belongs into USER.md; otherwise into MEMORY.md.")
    private boolean people;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            workspace.memories().add(people ? About.PEOPLE : About.WORK, text, Workspace.person());
            global.terminal().note("remembered");
            return 0;
        }
    }
}
