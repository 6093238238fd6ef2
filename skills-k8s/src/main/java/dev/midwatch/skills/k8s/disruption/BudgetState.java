package dev.midwatch.skills.k8s.disruption;

import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;

/** What a budget allows, by the numbers of its status. */
enum BudgetState {
    /** Something may be evicted, or it is not known. */
    SOUND,
    /** The controller cannot count its pods. */
    NOT_COUNTED,
    EMPTY,
    /** It asks for more pods than there are, however healthy they are. */
    MORE_THAN_THERE_ARE,
    /** It asks for all that there are: nothing may ever be evicted. */
    ALL_THERE_ARE,
    /** Pods are not healthy, so the others must stay. */
    TOO_FEW_HEALTHY;

    static BudgetState of(KubeObject budget) {
        boolean stale = budget.at("status.observedGeneration").number(0)
                < budget.at("metadata.generation").number(0);
        if (stale || !budget.at("status.expectedPods").isPresent()) {
            return SOUND;
        }
        Condition allowed = budget.condition("DisruptionAllowed").orElse(null);
        if (allowed != null && allowed.isFalse() && allowed.reason().equals("SyncFailed")) {
            return NOT_COUNTED;
        }
        long there = budget.at("status.expectedPods").number(0);
        long asked = budget.at("status.desiredHealthy").number(0);
        long healthy = budget.at("status.currentHealthy").number(0);
        if (there == 0) {
            return EMPTY;
        }
        if (asked > there) {
            return MORE_THAN_THERE_ARE;
        }
        if (healthy < asked) {
            return TOO_FEW_HEALTHY;
        }
        return asked == there ? ALL_THERE_ARE : SOUND;
    }
}
