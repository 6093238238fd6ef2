package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code kubectl rollout undo}: the pod template of an earlier revision in place of the present one. */
public final class RolloutUndo implements ActionTool {
    @Override
    public ToolSpec spec() {
        return Kinds.ROLLING
                .arguments(ToolSpec.named("rollout_undo", "Rolls a workload back to an earlier revision."))
                .with(
                        "revision",
                        Map.of("type", "integer", "minimum", 1, "description", "default: the one before"),
                        false);
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(Kinds.ROLLING.permissions().stream(), Revision.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        Optional<Long> wanted = revision(arguments.get("revision"));
        KubeObject workload = Target.of(Kinds.ROLLING.of(arguments), arguments, context);
        refuseIfNothingWouldHappen(workload);
        List<Revision> revisions = Revision.of(workload, context);
        Revision earlier = Revision.choose(wanted, revisions, workload);
        Revision present =
                new Revision(revisions.isEmpty() ? 0 : revisions.get(0).number(), workload.at("spec.template"));
        if (earlier.template().equals(present.template())) {
            throw new IllegalArgumentException(
                    "%s has the template of revision %d already".formatted(workload, earlier.number()));
        }
        return patch(intent(workload, earlier).undoneBy(patch(intent(workload, present), present)), earlier);
    }

    private static Optional<Long> revision(Json argument) {
        if (!argument.isPresent()) {
            return Optional.empty();
        }
        long number = argument.number(0);
        if (number < 1) {
            throw new IllegalArgumentException("revision has to be a number of kubectl rollout history, 1 or more");
        }
        return Optional.of(number);
    }

    private static void refuseIfNothingWouldHappen(KubeObject workload) {
        RolloutState state = RolloutState.of(workload);
        if (state == RolloutState.PAUSED || state == RolloutState.ON_DELETE) {
            throw new IllegalArgumentException(
                    "%s %s".formatted(workload, state.refusal().get()));
        }
        if (workload.at("metadata.generation").number(0)
                > workload.at("status.observedGeneration").number(0)) {
            throw new IllegalArgumentException(
                    workload + " was changed just now, and its controller has not seen it yet: look again");
        }
    }

    private static Action.Intent intent(KubeObject workload, Revision revision) {
        Action.Intent intent = new Action.Intent(
                "rollout_undo",
                workload.type(),
                workload.ref(),
                Risk.RISKY,
                "kubectl -n %s rollout undo %s/%s --to-revision=%d"
                        .formatted(
                                workload.namespace(), Kinds.word(workload.type()), workload.name(), revision.number()));
        return RolloutState.pods(workload)
                .touchedBy(intent, workload, "replaced by pods of revision " + revision.number() + stuck(workload))
                .until(Goal.ROLLED_OUT);
    }

    /** The controller waits for a pod that is not ready even if its template is gone; only a deletion gets it going again. */
    private static String stuck(KubeObject workload) {
        return workload.type().equals(ResourceType.STATEFUL_SETS)
                        && !workload.at("spec.podManagementPolicy").is("Parallel")
                ? "; one that never became ready has to be deleted after"
                : "";
    }

    private static Action patch(Action.Intent intent, Revision revision) {
        return new Action.Patch(intent, "", Action.PatchType.STRATEGIC_MERGE, revision.patch());
    }
}
