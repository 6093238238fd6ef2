package dev.midwatch.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", mixinStandardHelpOptions = true, description = "Create a job.")
final class CronCreateCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(
            index = "0",
            paramLabel = "SCHEDULE",
            description = "every 15m, every 1d at 09:00, weekdays at 9am, \"0 8 * * *\", in 30m ...")
    private String schedule;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What the model is asked; without checks it is asked at every run.")
    private String prompt;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
    private String name;

    @Option(names = "--paused", description = "Do not run it yet.")
    private boolean paused;

    @Option(names = "--if-absent", description = "Fine if there is a job of that name already; it stays as it is.")
    private boolean ifAbsent;

    @Mixin
    private JobOptions options;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Map<String, Object> fields = options.fields(workspace);
            fields.put("name", name);
            fields.put("schedule", schedule);
            fields.put("prompt", prompt == null ? "" : prompt);
            if (prompt == null && options.namesNoChecks()) {
                throw CliException.usage(
                        "job %s: give it a prompt for the model, or checks with --check".formatted(name));
            }
            if (paused) {
                fields.put("enabled", false);
                fields.put("paused_reason", "created paused");
            }
            if (ifAbsent) {
                boolean created = workspace.jobs().createIfAbsent(fields);
                global.terminal().note(created ? "created " + name : name + " is there already; nothing was changed");
            } else {
                workspace.jobs().create(fields);
                global.terminal().note("created " + name);
            }
            return 0;
        }
    }
}
