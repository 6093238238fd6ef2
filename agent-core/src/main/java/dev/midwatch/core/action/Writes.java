package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.kube.ClusterWriter;

/** What an action needs of the cluster's writer. */
interface Writes {
    KubeObject dryRun(Action action) throws ClusterException;

    void execute(Action action, String auditId) throws ClusterException;

    static Writes by(ClusterWriter writer) {
        return new Writes() {
            @Override
            public KubeObject dryRun(Action action) throws ClusterException {
                return writer.dryRun(action);
            }

            @Override
            public void execute(Action action, String auditId) throws ClusterException {
                writer.execute(action, auditId);
            }
        };
    }
}
