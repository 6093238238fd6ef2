package dev.midwatch.api.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.util.List;

/** A change the model or a finding may ask for. It only plans: the change is a value, and the kernel's gate decides and runs it. */
public interface ActionTool {
    ToolSpec spec();

    /** What planning reads and what the planned action writes; without these rights the tool is withheld. */
    List<Permission> permissions();

    /**
     * Turns arguments into the exact change, having looked that it makes sense.
     *
     * @throws ClusterException         if the cluster did not answer
     * @throws IllegalArgumentException if there is nothing sensible to do, with the reason for the asker
     */
    Action plan(Json arguments, ToolContext context) throws ClusterException;
}
