package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.core.action.GateSettings.Mode;
import java.util.Set;

/** What the operator wants done, asked for, or left alone. */
record Policy(Mode mode, Set<String> protectedNamespaces) {
    Policy {
        protectedNamespaces = Set.copyOf(protectedNamespaces);
    }

    Judgement judge(Action action) {
        String namespace = action.intent().target().namespace();
        if (mode == Mode.OFF) {
            return Judgement.refuse("actions.mode is off");
        }
        if (protectedNamespaces.contains(namespace)) {
            return Judgement.refuse("namespace " + namespace + " is protected (actions.protected_namespaces)");
        }
        return mode == Mode.AUTO_SAFE && action.intent().risk() == Risk.SAFE ? Judgement.run() : Judgement.ask();
    }
}
