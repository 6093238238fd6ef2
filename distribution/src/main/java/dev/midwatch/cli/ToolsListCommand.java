package dev.midwatch.cli;

import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.tool.Access;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.Toolset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The tools a run would get now, and those withheld with the reason.")
final class ToolsListCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(
            names = "--as",
            paramLabel = "USER|SERVICEACCOUNT",
            description = "What a run with these rights would get: a user, or a ServiceAccount as namespace/name.")
    private String as;

    @Option(
            names = "--as-group",
            paramLabel = "GROUP",
            description = "With --as: a group that the user is in; may be given more than once.")
    private List<String> groups = List.of();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "What a person of this level would get in a conversation: ${COMPLETION-CANDIDATES}.")
    private Level level;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Toolset tools = workspace
                    .tools()
                    .offer(
                            level == null
                                    ? Authority.unattended("cli", access(workspace))
                                    : Authority.attended("cli", level, access(workspace)));
            List<Map<String, Object>> rows = new ArrayList<>();
            tools.specs().forEach(spec -> rows.add(row(spec.name(), "offered", tools.grounds(spec.name()))));
            tools.withheld().forEach(one -> rows.add(row(one.tool(), "withheld", one.reason())));
            global.terminal().listing(global.output(), List.of("tool", "state", "why"), rows, "no tools");
            return 0;
        }
    }

    private Access access(Workspace workspace) {
        if (as == null && !groups.isEmpty()) {
            throw CliException.usage("--as-group says more of whom --as names");
        }
        return as == null
                ? workspace.kernel().get(Access.class)
                : AccessOf.named(
                        as,
                        groups,
                        workspace.kernel().get(ClusterSettings.class).scope().asked(),
                        workspace.kernel().get(Cluster.class).access());
    }

    private static Map<String, Object> row(String tool, String state, String why) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("tool", tool);
        row.put("state", state);
        row.put("why", why);
        return row;
    }
}
