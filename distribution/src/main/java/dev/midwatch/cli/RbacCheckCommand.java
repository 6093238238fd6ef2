package dev.midwatch.cli;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Compare the rights that plugins declare with those the cluster grants.")
final class RbacCheckCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--with-actions", description = "The rights of the action tools too.")
    private boolean withActions;

    @Option(
            names = {"-n", "--namespace"},
            defaultValue = "",
            paramLabel = "NS",
            description = "In this namespace only.")
    private String namespace;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            boolean missing = false;
            for (Permission right : DeclaredRights.of(workspace.plugins().skills(), withActions)) {
                boolean granted = granted(workspace, right);
                missing |= !granted;
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("right", right.toString());
                row.put("granted", granted ? "yes" : "NO");
                rows.add(row);
            }
            global.terminal().listing(global.output(), List.of("granted", "right"), rows, "no plugin declares a right");
            return missing ? 1 : 0;
        }
    }

    private boolean granted(Workspace workspace, Permission right) {
        try {
            return workspace.cluster().access().allowed(right, namespace);
        } catch (ClusterException e) {
            throw CliException.failed(e.getMessage());
        }
    }
}
