package dev.midwatch.cli;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.rbac.DeclaredRights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Compare the rights that plugins declare with those the cluster grants.",
            "Ends with 1 if one is missing; one that is granted and never used, or more widely than it is used, is told, and is no failure."
        })
final class RbacCheckCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--with-actions", description = "The rights to write of the action tools have to be there too.")
    private boolean withActions;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "In this namespace only (default: kubernetes.namespaces, or all).")
    private String namespace;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            RbacReview review = review(workspace, withActions, namespace);
            if (!review.complete()) {
                global.terminal().note("the cluster does not tell every right: more may be granted and never used");
            }
            List<? extends Map<String, ?>> rows = global.output() == OutputFormat.table
                    ? review.lines().stream().map(RbacCheckCommand::row).toList()
                    : review.lines().stream().map(RbacReview.Line::json).toList();
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("state", "right", "where", "needed by"),
                            rows,
                            "no plugin declares a right");
            return review.in(RbacReview.State.MISSING).isEmpty() ? 0 : 1;
        }
    }

    /** What actions write with counts as used wherever an action can happen, also if it is not asked for. */
    static RbacReview review(Workspace workspace, boolean withActions, String namespace) {
        boolean possible = withActions || workspace.config().actions().mode() != ActionsConfig.Mode.OFF;
        List<Permission> usable = RbacManifestCommand.rights(workspace, possible).stream()
                .map(DeclaredRights.Right::permission)
                .toList();
        try {
            return RbacReview.of(
                    workspace.cluster().access(),
                    RbacManifestCommand.rights(workspace, withActions),
                    usable,
                    namespace != null
                            ? List.of(namespace)
                            : workspace
                                    .kernel()
                                    .get(ClusterSettings.class)
                                    .scope()
                                    .asked());
        } catch (ClusterException e) {
            throw CliException.failed(e.getMessage());
        }
    }

    private static Map<String, Object> row(RbacReview.Line line) {
        Map<String, Object> row = new LinkedHashMap<>();
        String state = line.state().name();
        row.put("state", line.state() == RbacReview.State.MISSING ? state : state.toLowerCase(Locale.ROOT));
        row.put("right", line.right());
        row.put("where", String.join(", ", line.namespaces()));
        row.put("needed by", String.join("; ", line.by()));
        return row;
    }
}
