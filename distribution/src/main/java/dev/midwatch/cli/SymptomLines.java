package dev.midwatch.cli;

import dev.midwatch.api.channel.Symptom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was looked at, a line for each. */
final class SymptomLines {
    private SymptomLines() {}

    static void print(List<Symptom> symptoms, Terminal terminal) {
        for (Symptom symptom : symptoms) {
            String mark = switch (symptom.state()) {
                case OK -> terminal.green("ok  ");
                case WARN -> terminal.yellow("warn");
                case FAIL -> terminal.red("FAIL");
            };
            terminal.line("%s  %-20s %s".formatted(mark, symptom.what(), symptom.text()));
        }
    }

    static List<Map<String, Object>> rows(List<Symptom> symptoms) {
        return symptoms.stream().map(SymptomLines::row).toList();
    }

    private static Map<String, Object> row(Symptom symptom) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", symptom.what());
        row.put("state", symptom.state().toString());
        row.put("text", symptom.text());
        return row;
    }

    /** 1 if something is ill; what is only worth a warning is no failure. */
    static int exitCode(List<Symptom> symptoms) {
        return symptoms.stream().anyMatch(one -> one.state() == Symptom.State.FAIL) ? 1 : 0;
    }
}
