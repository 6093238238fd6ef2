package dev.midwatch.api.tool;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.util.List;

/** Something the model can look up. It reads only: its context holds a reader, and there is no other way to the cluster. */
public interface Tool {
    ToolSpec spec();

    /** Everything {@link #call} reads; without these rights the tool is withheld. */
    List<Permission> permissions();

    /**
     * Answers a call of the model. Called on any thread, with arguments that fit the schema.
     *
     * @throws ClusterException if the cluster did not answer; the model is told why
     */
    ToolResult call(Json arguments, ToolContext context) throws ClusterException;
}
