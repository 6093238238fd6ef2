package dev.midwatch.api.tool;

import dev.midwatch.api.kube.ClusterReader;
import java.time.Instant;

/** What a tool gets for one call. */
public interface ToolContext {
    /** Live reads, within the tool's declared permissions. */
    ClusterReader cluster();

    Instant now();
}
