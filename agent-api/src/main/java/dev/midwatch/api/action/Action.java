package dev.midwatch.api.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One write, complete: what a person approves is what runs. Returned by {@link dev.midwatch.api.tool.ActionTool#plan}, judged and
 * run by the kernel alone. The target carries the uid that was seen when it was planned, so that a successor of the same name is
 * never hit.
 */
public sealed interface Action {
    Intent intent();

    /**
     * What every action says of itself.
     *
     * @param name    the action tool's name, {@code rollout_restart}; under any other it is refused
     * @param type    resource type of the target
     * @param target  the object, with its uid; refused if the API server has it in another version, kind, namespace or name
     * @param risk    whether it may run unattended
     * @param kubectl the command a person would type for it
     * @param blast   what it touches
     * @param goal    by what it is seen that it worked
     * @param undo    puts back what was before, on the same object; run by the kernel if the action did not help and nobody has changed
     *                the object since; it is declared, judged and approved together with the action
     */
    record Intent(
            String name,
            ResourceType type,
            ObjectRef target,
            Risk risk,
            String kubectl,
            Blast blast,
            Goal goal,
            Optional<Action> undo) {
        public Intent {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(risk, "risk");
            Objects.requireNonNull(kubectl, "kubectl");
            Objects.requireNonNull(blast, "blast");
            Objects.requireNonNull(goal, "goal");
            if (target.uid().isEmpty()) {
                throw new IllegalArgumentException("action " + name + ": the target needs the uid that was seen");
            }
            undo.ifPresent(back -> requireSameTarget(name, target, back.intent()));
        }

        /** Touches nothing but its target, is done when it is answered, and has no undo; say otherwise with the methods below. */
        public Intent(String name, ResourceType type, ObjectRef target, Risk risk, String kubectl) {
            this(name, type, target, risk, kubectl, new Blast(1, type.kind()), Goal.ANSWERED, Optional.empty());
        }

        /** The same, touching so many objects. */
        public Intent touching(int count, String what) {
            return new Intent(name, type, target, risk, kubectl, new Blast(count, what), goal, undo);
        }

        /** The same, done when the goal is reached. */
        public Intent until(Goal other) {
            return new Intent(name, type, target, risk, kubectl, blast, other, undo);
        }

        /** The same, undone by that. */
        public Intent undoneBy(Action back) {
            return new Intent(name, type, target, risk, kubectl, blast, goal, Optional.of(back));
        }

        private static void requireSameTarget(String name, ObjectRef target, Intent back) {
            if (!back.target().equals(target) || back.undo().isPresent()) {
                throw new IllegalArgumentException(
                        "action " + name + ": its undo is of the same object and has no undo itself");
            }
        }
    }

    /** How a patch body is read, by the content type the API server wants. */
    enum PatchType {
        STRATEGIC_MERGE("application/strategic-merge-patch+json"),
        MERGE("application/merge-patch+json"),
        JSON("application/json-patch+json");

        private final String contentType;

        PatchType(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }
    }

    /**
     * Changes fields of the target.
     *
     * @param subresource {@code scale}; empty for the object itself
     */
    record Patch(Intent intent, String subresource, PatchType patchType, Json body) implements Action {
        public Patch {
            Objects.requireNonNull(intent, "intent");
            Objects.requireNonNull(subresource, "subresource");
            Objects.requireNonNull(patchType, "patchType");
            Objects.requireNonNull(body, "body");
        }
    }

    /** Deletes the target, its dependents in the background. */
    record Delete(Intent intent) implements Action {
        public Delete {
            Objects.requireNonNull(intent, "intent");
        }
    }

    /** Evicts a pod, as far as disruption budgets allow. */
    record Evict(Intent intent) implements Action {
        public Evict {
            Objects.requireNonNull(intent, "intent");
        }
    }

    /** Runs a command in a container of a pod. */
    record Exec(Intent intent, String container, List<String> command) implements Action {
        public Exec {
            Objects.requireNonNull(intent, "intent");
            Objects.requireNonNull(container, "container");
            command = List.copyOf(command);
        }
    }
}
