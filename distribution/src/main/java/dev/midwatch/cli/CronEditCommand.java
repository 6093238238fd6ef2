package dev.midwatch.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "edit", mixinStandardHelpOptions = true, description = "Change a job.")
final class CronEditCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name;

    @Option(names = "--schedule", paramLabel = "SCHEDULE", description = "Another schedule.")
    private String schedule;

    @Option(names = "--prompt", paramLabel = "PROMPT", description = "Another prompt.")
    private String prompt;

    @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
    private String newName;

    @Mixin
    private JobOptions options;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Map<String, Object> changes = options.fields(workspace);
            if (schedule != null) {
                changes.put("schedule", schedule);
            }
            if (prompt != null) {
                changes.put("prompt", prompt);
            }
            if (newName != null) {
                changes.put("name", newName);
            }
            if (changes.isEmpty()) {
                throw CliException.usage("say what to change: --schedule, --prompt, --deliver, --check ...");
            }
            workspace.jobs().edit(name, changes);
            global.terminal().note("changed " + name);
            return 0;
        }
    }
}
