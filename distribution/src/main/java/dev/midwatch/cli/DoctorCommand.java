package dev.midwatch.cli;

import dev.midwatch.api.channel.Symptom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                symptoms.forEach(this::print);
            } else {
                global.terminal()
                        .value(
                                global.output(),
                                symptoms.stream().map(DoctorCommand::row).toList());
            }
            return symptoms.stream().anyMatch(one -> one.state() == Symptom.State.FAIL) ? 1 : 0;
        }
    }

    private void print(Symptom symptom) {
        Terminal terminal = global.terminal();
        String mark = switch (symptom.state()) {
            case OK -> terminal.green("ok  ");
            case WARN -> terminal.yellow("warn");
            case FAIL -> terminal.red("FAIL");
        };
        terminal.line("%s  %-20s %s".formatted(mark, symptom.what(), symptom.text()));
    }

    private static Map<String, Object> row(Symptom symptom) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", symptom.what());
        row.put("state", symptom.state().toString());
        row.put("text", symptom.text());
        return row;
    }
}
