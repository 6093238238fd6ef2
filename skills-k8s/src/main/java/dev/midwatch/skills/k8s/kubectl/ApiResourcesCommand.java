package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code kubectl api-resources}. */
final class ApiResourcesCommand implements Subcommand {
    private static final Comparator<ServedType> ORDER = Comparator.comparing(
                    (ServedType served) -> served.type().group())
            .thenComparing(served -> served.type().plural());

    @Override
    public Set<Flag> flags() {
        return EnumSet.of(API_GROUP, NAMESPACED, OUTPUT, NO_HEADERS);
    }

    @Override
    public String usage() {
        return "api-resources [--api-group G] [--namespaced=true|false] [-o wide|name]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        List<ServedType> types = Discovery.types(context.cluster()).stream()
                .filter(served -> !served.verbs().isEmpty())
                .filter(served -> !line.flags().containsKey(API_GROUP)
                        || served.type().group().equals(line.text(API_GROUP)))
                .filter(served ->
                        !line.flags().containsKey(NAMESPACED) || served.type().namespaced() == line.has(NAMESPACED))
                .sorted(ORDER)
                .toList();
        return switch (line.text(OUTPUT)) {
            case "name" ->
                ToolResult.of(String.join(
                        "\n",
                        types.stream().map(served -> served.type().toString()).toList()));
            case "", "wide" -> table(types, line);
            default ->
                throw new UsageException("--output %s is not available in api-resources".formatted(line.text(OUTPUT)));
        };
    }

    private static ToolResult table(List<ServedType> types, CommandLine line) {
        boolean wide = line.text(OUTPUT).equals("wide");
        TabWriter table = TabWriter.table();
        if (!line.has(NO_HEADERS)) {
            table.row(cells(wide, "NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", "VERBS", "CATEGORIES"));
        }
        for (ServedType served : types) {
            table.row(cells(
                    wide,
                    served.type().plural(),
                    String.join(",", served.shortNames()),
                    served.type().apiVersion(),
                    Boolean.toString(served.type().namespaced()),
                    served.type().kind(),
                    String.join(",", served.verbs()),
                    String.join(",", served.categories())));
        }
        return ToolResult.of(table.toString());
    }

    private static List<String> cells(boolean wide, String... all) {
        return List.of(all).subList(0, wide ? all.length : all.length - 2);
    }
}
