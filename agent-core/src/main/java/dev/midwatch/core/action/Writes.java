package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.kube.ClusterWriter;
import java.util.Optional;

/** What the gate needs of the cluster's writer. */
interface Writes {
    /** The object as it is now, with who wrote which of its fields; empty if there is none of that name. */
    Optional<KubeObject> target(Action action) throws ClusterException;

    KubeObject dryRun(Action action) throws ClusterException;

    /**
     * @param seen the object as it was judged
     * @throws ClusterException CONFLICT if it is not like that any more
     */
    Done execute(Action action, KubeObject seen, String auditId) throws ClusterException;

    /**
     * What the cluster answered.
     *
     * @param object as it is after the action
     * @param output of a command
     */
    record Done(Optional<KubeObject> object, String output) {
        static Done of(KubeObject object) {
            return new Done(Optional.of(object), "");
        }
    }

    static Writes by(ClusterWriter writer) {
        return new Writes() {
            @Override
            public Optional<KubeObject> target(Action action) throws ClusterException {
                return writer.target(action);
            }

            @Override
            public KubeObject dryRun(Action action) throws ClusterException {
                return writer.dryRun(action);
            }

            @Override
            public Done execute(Action action, KubeObject seen, String auditId) throws ClusterException {
                return action instanceof Action.Exec exec
                        ? new Done(Optional.empty(), writer.exec(exec, auditId))
                        : Done.of(writer.execute(
                                action, seen.at("metadata.resourceVersion").text(), auditId));
            }
        };
    }
}
