package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import java.util.Optional;
import java.util.Set;

/** What the operator wants done, asked for, or left alone. */
record Policy(ActionsConfig config) {
    private static final Set<String> GROUPS_LEFT_ALONE = Set.of(
            "rbac.authorization.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "admissionregistration.k8s.io",
            "certificates.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io");
    /** Who changes these changes what others may do, or loses data that nothing brings back. */
    private static final Set<String> CORE_LEFT_ALONE =
            Set.of("namespaces", "secrets", "serviceaccounts", "persistentvolumes", "persistentvolumeclaims");

    /** What can be said before the object is looked at. */
    Judgement judge(Action action) {
        if (config.mode() == Mode.OFF) {
            return Judgement.refuse("actions.mode is off");
        }
        String namespace = action.intent().target().namespace();
        if (config.protectedNamespaces().contains(namespace)) {
            return Judgement.refuse("namespace " + namespace + " is protected (actions.protected_namespaces)");
        }
        ResourceType type = action.intent().type();
        if (leftAlone(type)) {
            return Judgement.refuse("%s are never changed by any action; this is for a person".formatted(type));
        }
        return new ExecShapes(config.exec()).judge(action);
    }

    /** The first rule that fits decides, else the mode; neither makes an action run unattended that is not plainly safe. */
    Judgement judge(Action action, KubeObject target) {
        boolean safe = SafeClaim.holds(action, target);
        Optional<Rule> rule = rule(action, target);
        if (rule.isEmpty()) {
            return safe && config.mode() == Mode.AUTO_SAFE ? Judgement.run() : Judgement.ask();
        }
        return switch (rule.get().verdict()) {
            case REFUSE ->
                Judgement.refuse(
                        "actions.rules[%d] refuses it".formatted(config.rules().indexOf(rule.get())));
            case RUN -> safe ? Judgement.run() : Judgement.ask();
            case ASK -> Judgement.ask();
        };
    }

    /** Why no action of that name can happen at all. */
    Optional<String> never(String action) {
        if (config.mode() == Mode.OFF) {
            return Optional.of("actions.mode is off");
        }
        if (action.equals("exec") && !config.exec().enabled()) {
            return Optional.of("commands in containers are off (actions.exec.enabled)");
        }
        return config.rules().stream()
                .filter(rule -> rule.speaksOf(action))
                .findFirst()
                .filter(rule -> rule.everywhere() && rule.verdict() == ActionsConfig.Verdict.REFUSE)
                .map(rule -> "actions.rules refuses it everywhere");
    }

    private Optional<Rule> rule(Action action, KubeObject target) {
        ObjectRef ref = action.intent().target();
        return config.rules().stream()
                .filter(rule -> rule.fits(action.intent().name(), ref.namespace(), target.labels()))
                .findFirst();
    }

    private static boolean leftAlone(ResourceType type) {
        return GROUPS_LEFT_ALONE.contains(type.group())
                || type.group().isEmpty() && CORE_LEFT_ALONE.contains(type.plural());
    }
}
