package dev.midwatch.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/actions.md complete: every action that ships has its row, with the rights to write that it declares. */
class ActionsPageTest {
    @Test
    void listsEveryActionWithWhatItMayWrite(@TempDir Path directory) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "actions.md"))) {
            if (line.startsWith("| `")) {
                List<String> cells = List.of(line.split("\\s*\\|\\s*"));
                rows.put(cells.get(1).replace("`", ""), cells.get(cells.size() - 1));
            }
        }
        Map<String, String> declared = Plan.all(directory).stream()
                .collect(Collectors.toMap(tool -> tool.spec().name(), ActionsPageTest::writes));

        assertThat(rows).containsExactlyInAnyOrderEntriesOf(declared);
    }

    private static String writes(ActionTool tool) {
        return tool.permissions().stream()
                .filter(permission ->
                        !permission.verb().reads() || permission.subresource().equals("exec"))
                .map(Permission::toString)
                .collect(Collectors.joining(", "));
    }
}
