package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.Set;

/** One verb of kubectl. */
interface Subcommand {
    /** The flags it takes. */
    Set<Flag> flags();

    /** How it is called, in one line. */
    String usage();

    ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException;
}
