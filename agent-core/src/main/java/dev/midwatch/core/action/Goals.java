package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;

/** Whether an action that repairs no finding has done its work. */
final class Goals {
    private Goals() {}

    /** @param now the object of the target's name, if there is one */
    static boolean reached(Action.Intent intent, Optional<KubeObject> now) {
        Optional<KubeObject> target =
                now.filter(one -> one.uid().equals(intent.target().uid()));
        Goal goal = intent.goal();
        return switch (goal.kind()) {
            case ANSWERED -> true;
            case GONE -> target.isEmpty();
            case ROLLED_OUT -> target.filter(Goals::rolledOut).isPresent();
            case READS ->
                target.filter(one -> one.at(goal.path()).text().equals(goal.text()))
                        .isPresent();
            case READS_NO_LONGER ->
                target.filter(one -> !one.at(goal.path()).text().equals(goal.text()))
                        .isPresent();
        };
    }

    private static boolean rolledOut(KubeObject workload) {
        Json status = workload.at("status");
        if (workload.at("metadata.generation").number(0)
                > status.get("observedGeneration").number(0)) {
            return false;
        }
        if (workload.type().plural().equals("daemonsets")) {
            long wanted = status.get("desiredNumberScheduled").number(0);
            return wanted == status.get("updatedNumberScheduled").number(0)
                    && wanted == status.get("numberAvailable").number(0);
        }
        long wanted = workload.at("spec.replicas").number(1);
        return wanted == status.get("replicas").number(0)
                && wanted == status.get("updatedReplicas").number(0)
                && wanted == status.get("availableReplicas").number(0);
    }
}
