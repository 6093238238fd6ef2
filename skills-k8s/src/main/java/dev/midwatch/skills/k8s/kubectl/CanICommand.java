package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code kubectl auth can-i}: what the API server says this identity may do. */
final class CanICommand implements Subcommand {
    private static final List<String> SUBRESOURCES =
            List.of("log", "exec", "attach", "portforward", "scale", "status", "eviction", "binding", "token");

    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, ALL_NAMESPACES, SUBRESOURCE);
    }

    @Override
    public String usage() {
        return "auth can-i get|list|watch|create|update|patch|delete TYPE [--subresource log] [-n NS | -A]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        if (line.arguments().size() != 2) {
            throw new UsageException("you must specify two arguments: verb resource");
        }
        String[] resource = line.arguments().get(1).split("/", 2);
        String subresource = line.text(SUBRESOURCE);
        if (resource.length == 2) {
            if (!SUBRESOURCES.contains(resource[1])) {
                throw new UsageException("ask without a name: auth can-i %s %s"
                        .formatted(line.arguments().get(0), resource[0]));
            }
            subresource = resource[1];
        }
        ResourceType type = new TypeNames(context.cluster()).get(resource[0]);
        Permission permission =
                Permission.of(verb(line.arguments().get(0)), type).on(subresource);
        String namespace = type.namespaced() ? line.namespace() : "";
        return ToolResult.of(context.cluster().allowed(permission, namespace) ? "yes" : "no");
    }

    private static Verb verb(String word) throws UsageException {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "the verb %s is not among %s".formatted(word, Arrays.toString(Verb.values()))));
    }
}
