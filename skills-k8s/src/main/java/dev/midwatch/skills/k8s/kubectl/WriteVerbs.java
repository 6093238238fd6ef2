package dev.midwatch.skills.k8s.kubectl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to do instead, for the verbs of kubectl that change something. */
final class WriteVerbs {
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("rollout restart", "rollout_restart"),
            Map.entry("rollout undo", "rollout_undo"),
            Map.entry("scale", "scale"),
            Map.entry("cordon", "cordon"),
            Map.entry("uncordon", "uncordon"),
            Map.entry("drain", "cordon, then evict_pod for each pod"),
            Map.entry("exec", "exec"));

    private static final List<String> WITHOUT_ACTION = List.of(
            "apply",
            "create",
            "patch",
            "edit",
            "replace",
            "set",
            "label",
            "annotate",
            "taint",
            "expose",
            "autoscale",
            "run",
            "debug",
            "attach",
            "cp",
            "port-forward",
            "proxy",
            "certificate",
            "rollout pause",
            "rollout resume");

    private WriteVerbs() {}

    /** Empty if the verb is none of them. */
    static Optional<String> insteadOf(String verb, CommandLine line) {
        if (verb.equals("delete")) {
            return Optional.of(useAction(verb, deletion(line)));
        }
        if (ACTIONS.containsKey(verb)) {
            return Optional.of(useAction(verb, ACTIONS.get(verb)));
        }
        return WITHOUT_ACTION.contains(verb)
                ? Optional.of(("kubectl only reads here, and there is no action tool for \"%s\". "
                                + "Propose the command to a person instead.")
                        .formatted(verb))
                : Optional.empty();
    }

    private static String deletion(CommandLine line) {
        String type = line.arguments().isEmpty() ? "" : line.arguments().get(0).split("/", 2)[0];
        return switch (type) {
            case "job", "jobs", "jobs.batch", "job.batch" -> "delete_job";
            case "po", "pod", "pods" -> "delete_pod";
            default -> "";
        };
    }

    private static String useAction(String verb, String action) {
        return action.isEmpty()
                ? "kubectl only reads here. The action tools delete_pod and delete_job delete pods and jobs; "
                        + "for anything else propose the command to a person."
                : "kubectl only reads here. For \"%s\" use the action tool %s; if it is not offered, propose the command to a person."
                        .formatted(verb, action);
    }
}
