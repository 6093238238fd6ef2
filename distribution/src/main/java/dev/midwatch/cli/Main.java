package dev.midwatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.job.CatalogException;
import dev.midwatch.core.kube.NoClusterException;
import dev.midwatch.core.store.StoreException;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.view.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "midwatch",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        description =
                "An autonomous platform engineer for Kubernetes: watches, stays silent while all is well, explains what breaks.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:could not do it",
            "2:usage or configuration",
            "3:scan found something at or above --fail-on; eval scored below --min-score",
            "4:chat -q said what is broken without a model, because none can be asked",
            "130:interrupted",
            "143:asked to stop (SIGTERM), and stopped in order"
        },
        synopsisSubcommandLabel = "COMMAND")
@Subcommands({
    DemoCommand.class,
    ScanCommand.class,
    ChatCommand.class,
    GatewayCommand.class,
    CronCommand.class,
    FindingsCommand.class,
    ActionsCommand.class,
    ProposalsCommand.class,
    SessionsCommand.class,
    ImportCommand.class,
    ChecksCommand.class,
    PluginsCommand.class,
    MemoryCommand.class,
    SkillsCommand.class,
    ToolsCommand.class,
    RbacCommand.class,
    AuditCommand.class,
    ConfigCommand.class,
    DashboardCommand.class,
    DoctorCommand.class,
    BackupCommand.class,
    RestoreCommand.class,
    EvalCommand.class,
    VersionCommand.class,
    CompletionCommand.class
})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger(Main.class).error("thread {} ended", thread.getName(), failure));
        Ending.with(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    static CommandLine commandLine(String... arguments) {
        CommandLine line = CommandTree.of(arguments);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(new Misused());
        line.setExecutionExceptionHandler(new Explained());
        line.setExecutionStrategy(new Loudly());
        return line;
    }

    /** Without a command: the help, and it was not what was meant. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static void setVerbosity(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (last.hasMatchedOption("--verbose") && LoggerFactory.getLogger("dev.midwatch") instanceof Logger logger) {
            logger.setLevel(Level.DEBUG);
            Loudness.raise();
        }
    }

    // A lambda of picocli's old interfaces would keep them out of the archive of classes; see bin/archive-classes.

    private static final class Loudly implements IExecutionStrategy {
        @Override
        public int execute(ParseResult parsed) {
            setVerbosity(parsed);
            return new CommandLine.RunLast().execute(parsed);
        }
    }

    /** As picocli does it; but what was typed may hold a secret. */
    private static final class Misused implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException misuse, String[] arguments) {
            CommandLine line = misuse.getCommandLine();
            line.getErr()
                    .println(line.getColorScheme()
                            .errorText(PlainText.ofProcess().of(misuse.getMessage())));
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(misuse, line.getErr())) {
                line.usage(line.getErr(), line.getColorScheme());
            }
            return line.getCommandSpec().exitCodeOnInvalidInput();
        }
    }

    /** Failures as one clear message and the right exit code; only the unexpected shows a trace. */
    private static final class Explained implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
            if (failure instanceof CliException known) {
                return say(line, known.getMessage(), known.exitCode());
            }
            if (failure instanceof Refusal refused) {
                boolean there = refused.why() == Refusal.Why.CONFLICT || refused.why() == Refusal.Why.UNAVAILABLE;
                return say(line, refused.getMessage(), there ? 1 : 2);
            }
            if (failure instanceof ConfigException
                    || failure instanceof CatalogException
                    || failure instanceof NoClusterException) {
                return say(line, failure.getMessage(), 2);
            }
            if (failure instanceof UncheckedIOException) {
                return say(
                        line, failure.getMessage() + ": " + failure.getCause().getMessage(), 1);
            }
            if (failure instanceof StoreException store) {
                boolean setUp =
                        store.kind() == StoreException.Kind.LOCKED || store.kind() == StoreException.Kind.READ_ONLY;
                return say(line, failure.getMessage(), setUp ? 2 : 1);
            }
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            line.getErr().print(PlainText.ofProcess().of(trace.toString()));
            line.getErr().flush();
            return line.getCommandSpec().exitCodeOnExecutionException();
        }

        private static int say(CommandLine line, String message, int exitCode) {
            line.getErr().println(PlainText.ofProcess().of("midwatch: " + message));
            return exitCode;
        }
    }
}
