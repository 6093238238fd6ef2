package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import java.util.Optional;

/** Whether the target still is what an action was planned for. */
enum Precondition {
    HOLDS(""),
    GONE("%s is no longer there"),
    REPLACED("%s was replaced by another object of that name"),
    CHANGED("%s has changed since it was looked at");

    private final String why;

    Precondition(String why) {
        this.why = why;
    }

    /** @param now the object of the target's name, if there is one */
    static Precondition of(Action action, Optional<KubeObject> now) {
        if (now.isEmpty()) {
            return GONE;
        }
        return now.get().uid().equals(action.intent().target().uid()) ? HOLDS : REPLACED;
    }

    /** The target must besides be as it was when the action was judged. */
    static Precondition of(Action action, String desired, Optional<KubeObject> now) {
        Precondition same = of(action, now);
        return same == HOLDS && !DesiredState.digest(now.get()).equals(desired) ? CHANGED : same;
    }

    String why(ObjectRef target) {
        return why.formatted(target);
    }
}
