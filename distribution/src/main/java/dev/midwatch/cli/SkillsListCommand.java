package dev.midwatch.cli;

import dev.midwatch.core.view.SkillRow;
import dev.midwatch.core.view.WrittenSkills;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "What waits for a person, then the skills there are; folders that cannot be used are named with what to do.")
final class SkillsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            WrittenSkills skills = workspace.skills();
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("name", "change", "from", "at", "description"),
                            skills.list().stream().map(SkillsListCommand::row).toList(),
                            "no skills");
            skills.problems().forEach(problem -> global.terminal().note("cannot be used: " + problem));
            return 0;
        }
    }

    private static Map<String, Object> row(SkillRow row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", row.name());
        line.put("change", row.change());
        line.put("from", row.from());
        line.put("at", row.at());
        line.put("description", row.description());
        line.put("waiting", row.waiting());
        return line;
    }
}
