package dev.midwatch.cli;

import dev.midwatch.api.channel.Symptom;
import dev.midwatch.cli.plugin.PluginJars;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.plugin.PluginContexts;
import dev.midwatch.core.plugin.PluginLoader;
import dev.midwatch.core.plugin.PluginSource;
import dev.midwatch.core.plugin.Plugins;
import dev.midwatch.core.rbac.RoleManifest;
import dev.midwatch.core.rbac.RoleYaml;
import dev.midwatch.core.session.SessionDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Load a plugin as the kernel would and say whether it can be used: what it uses of the API, what it declares and needs,",
            "and how its checks do on two simulated clusters. Ends with 1 if something is wrong; a warning is no failure."
        })
final class PluginsCheckCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JAR", description = "A jar, or a directory of jars.")
    private Path jar;

    @Option(
            names = "--cluster",
            description =
                    "Hold its permissions against what the cluster grants, not against the role that rbac manifest prints.")
    private boolean inCluster;

    @Override
    public Integer call() {
        if (!Files.exists(jar)) {
            throw CliException.usage("there is no " + jar);
        }
        try (Workspace workspace = Workspace.of(global)) {
            // Before it is loaded: what does not fit the API fails in loading, and this says of what.
            PluginJars jars = read(jar);
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
                    jars.symptoms().stream()
                            .filter(one -> one.state() == Symptom.State.FAIL)
                            .forEach(one -> global.terminal().note(one.what() + ": " + one.text()));
                    throw CliException.failed(checked.problems().get(0).toString());
                }
                LoadedPlugin plugin = checked.loaded().get(0);
                PluginExamination examination = PluginExamination.of(plugin, jars, workspace, inCluster);
                print(plugin, examination);
                return SymptomLines.exitCode(examination.symptoms());
            }
        }
    }

    private static PluginJars read(Path jar) {
        try {
            return PluginJars.read(jar);
        } catch (IOException e) {
            throw CliException.failed("%s: %s".formatted(jar, e.getMessage()));
        }
    }

    private void print(LoadedPlugin plugin, PluginExamination examination) {
        Map<String, Object> row = PluginRows.row(plugin, "loaded");
        if (global.output() != OutputFormat.table) {
            Map<String, Object> all = new LinkedHashMap<>(row);
            all.put("examined", SymptomLines.rows(examination.symptoms()));
            all.put(
                    "missing_rules",
                    examination.missing().stream().map(RoleManifest.Rule::json).toList());
            global.terminal().value(global.output(), all);
            return;
        }
        Terminal terminal = global.terminal();
        terminal.line("%s: checks %s, tools %s, actions %s, channels %d"
                .formatted(
                        (plugin.name() + " " + plugin.version()).strip(),
                        row.get("checks"),
                        row.get("tools"),
                        row.get("actions"),
                        plugin.channels().size()));
        SymptomLines.print(examination.symptoms(), terminal);
        RoleYaml.rules(examination.missing()).lines().forEach(line -> terminal.line(terminal.green("+ " + line)));
    }
}
