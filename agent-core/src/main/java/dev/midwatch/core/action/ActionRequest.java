package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.Permission;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An action that somebody wants.
 *
 * @param tool     the name of the tool that planned it
 * @param declared the permissions that tool declared
 * @param finding  fingerprint of the finding it is to repair, if there is one
 * @param why      one line for the person who is asked
 * @param origin   who wants it: {@code job:pod-restart-loop}, {@code session:42}
 * @param asks     whether a person is to decide, also where policy would let it run
 */
public record ActionRequest(
        String tool,
        Action action,
        List<Permission> declared,
        Optional<String> finding,
        String why,
        String origin,
        boolean asks) {
    /** So begins where the gate's own actions come from: an undo is not counted, and what was proposed has been approved. */
    private static final List<String> OF_THE_GATE = List.of(Undo.ORIGIN, ExecutedAction.APPROVED);

    /** As policy has it. */
    public ActionRequest(
            String tool,
            Action action,
            List<Permission> declared,
            Optional<String> finding,
            String why,
            String origin) {
        this(tool, action, declared, finding, why, origin, false);
    }

    /** Of a tool that is called what the action calls itself. */
    public ActionRequest(
            Action action, List<Permission> declared, Optional<String> finding, String why, String origin) {
        this(action.intent().name(), action, declared, finding, why, origin);
    }

    public ActionRequest {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(action, "action");
        declared = List.copyOf(declared);
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(origin, "origin");
        if (OF_THE_GATE.stream().anyMatch(origin::startsWith)) {
            throw new IllegalArgumentException("nobody but the gate asks as " + origin);
        }
    }
}
