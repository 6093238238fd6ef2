package dev.midwatch.cli;

import dev.midwatch.cli.plugin.PluginKind;
import dev.midwatch.cli.plugin.PluginName;
import dev.midwatch.cli.plugin.PluginProject;
import dev.midwatch.cli.plugin.Sdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Write a project for a plugin of your own, with a test; docs/plugins.md goes on from there.")
final class PluginsNewCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "NAME", description = "Lower case letters, digits and dashes.")
    private String name;

    @Option(
            names = "--kind",
            defaultValue = "check",
            description = "What it begins with: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PluginKind kind;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where; empty or not there yet (default: a directory of that name, here).")
    private Path directory;

    @Override
    public Integer call() {
        PluginName wanted = wanted();
        Path where = directory == null ? Path.of(name) : directory;
        requireEmpty(where);
        Sdk sdk = new Sdk(Workspace.distribution().resolve("sdk"));
        if (!sdk.isThere()) {
            throw CliException.failed("there is no %s: this Midwatch came without it; the release archive has it"
                    .formatted(sdk.directory()));
        }
        try {
            new PluginProject(wanted, kind, sdk, Version.TEXT).write(where);
        } catch (IOException e) {
            throw CliException.failed("%s cannot be written: %s".formatted(where, e));
        }
        Terminal terminal = global.terminal();
        terminal.line("wrote a %s and its test into %s".formatted(kind, where));
        terminal.line("");
        terminal.line("next:  cd %s && mvn verify".formatted(where));
        terminal.line("       midwatch plugins check target/%s-1.0.0.jar".formatted(name));
        return 0;
    }

    private PluginName wanted() {
        try {
            return new PluginName(name);
        } catch (IllegalArgumentException wrong) {
            throw CliException.usage(wrong.getMessage());
        }
    }

    private static void requireEmpty(Path where) {
        if (!Files.exists(where)) {
            return;
        }
        if (!Files.isDirectory(where)) {
            throw CliException.usage(where + " is no directory: give another --directory");
        }
        try (Stream<Path> there = Files.list(where)) {
            if (there.findAny().isPresent()) {
                throw CliException.usage(where + " is not empty: give another --directory");
            }
        } catch (IOException e) {
            throw CliException.failed("%s cannot be read: %s".formatted(where, e));
        }
    }
}
