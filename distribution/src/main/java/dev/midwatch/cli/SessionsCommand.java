package dev.midwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description = "What was said to the model and by it, in conversations and in runs.")
@Subcommands({
    SessionsListCommand.class,
    SessionsSearchCommand.class,
    SessionsShowCommand.class,
    SessionsTitleCommand.class,
    SessionsForkCommand.class,
    SessionsExportCommand.class,
    SessionsImportCommand.class,
    SessionsPruneCommand.class,
    SessionsDeleteCommand.class
})
final class SessionsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what: list, search, show, title, fork, export, import, prune or delete");
    }
}
