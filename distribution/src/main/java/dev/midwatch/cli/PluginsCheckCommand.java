package dev.midwatch.cli;

import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.plugin.PluginContexts;
import dev.midwatch.core.plugin.PluginLoader;
import dev.midwatch.core.plugin.PluginSource;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.session.SessionDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Load a plugin as the kernel would, and say what it brings or why it is broken.")
final class PluginsCheckCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JAR", description = "A jar, or a directory of jars.")
    private Path jar;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            try (Plugins checked = PluginLoader.check(
                    jar,
                    PluginSource.own(
                                    workspace.config().plugins(),
                                    workspace.home().directory(),
                                    Clock.systemUTC())
                            .signers(),
                    PluginContexts.of(
                            workspace.config(),
                            workspace.home(),
                            workspace.kernel().get(MemoryFiles.class),
                            workspace.kernel().get(SessionDatabase.class),
                            Clock.systemUTC()))) {
                if (!checked.problems().isEmpty()) {
                    throw CliException.failed(checked.problems().get(0).toString());
                }
                global.terminal()
                        .value(
                                global.output() == OutputFormat.table ? OutputFormat.yaml : global.output(),
                                checked.loaded().stream()
                                        .map(plugin -> PluginRows.row(plugin, "loaded"))
                                        .toList());
                return 0;
            }
        }
    }
}
