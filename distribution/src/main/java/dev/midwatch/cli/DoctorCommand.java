package dev.midwatch.cli;

import dev.midwatch.api.channel.Symptom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Look whether everything works, and say what to do about what does not.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            List<Symptom> symptoms = new Doctor(workspace).examine();
            if (global.output() == OutputFormat.table) {
                SymptomLines.print(symptoms, global.terminal());
            } else {
                global.terminal().value(global.output(), SymptomLines.rows(symptoms));
            }
            return SymptomLines.exitCode(symptoms);
        }
    }
}
