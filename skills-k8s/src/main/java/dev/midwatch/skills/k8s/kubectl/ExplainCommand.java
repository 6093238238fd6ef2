package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code kubectl explain}: what a type or a field of it means, from the API server's own OpenAPI document. */
final class ExplainCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.of(RECURSIVE);
    }

    @Override
    public String usage() {
        return "explain TYPE[.FIELD...]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        if (line.arguments().size() != 1) {
            throw new UsageException("You must specify the type of resource to explain, for example explain pod.spec");
        }
        String[] path = line.arguments().get(0).split("\\.");
        ResourceType type = new TypeNames(context.cluster()).get(path[0]);
        OpenApi api = new OpenApi(context.cluster()
                .document("/openapi/v3/" + (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion()));
        Json schema = api.schemaOf(type);
        Json field = schema;
        for (String name : List.of(path).subList(1, path.length)) {
            field = api.properties(field).get(name);
            if (field == null) {
                throw new UsageException("field \"%s\" does not exist".formatted(name));
            }
        }
        StringBuilder text = new StringBuilder();
        if (!type.group().isEmpty()) {
            text.append("GROUP:      %s\n".formatted(type.group()));
        }
        text.append("KIND:       %s\nVERSION:    %s\n\n".formatted(type.kind(), type.version()));
        if (path.length > 1) {
            text.append("FIELD: %s <%s>\n".formatted(path[path.length - 1], api.typeName(field)));
            List<String> allowed = field.get("enum").texts();
            text.append(allowed.isEmpty() ? "\n" : "ENUM:\n    " + String.join("\n    ", allowed) + "\n")
                    .append('\n');
        }
        text.append("DESCRIPTION:\n")
                .append(Wrapped.text(api.description(field), 4))
                .append("    \n");
        Map<String, Json> fields = new TreeMap<>(api.properties(field));
        if (!fields.isEmpty()) {
            text.append("FIELDS:\n");
            appendFields(
                    text,
                    fields,
                    api,
                    api.required(field),
                    line.has(RECURSIVE) ? List.of(api.elementName(field)) : List.of(),
                    1);
        }
        return ToolResult.of(text.append('\n').toString());
    }

    /**
     * Writes fields.
     *
     * @param within the types around them, outermost first, which are not opened again; empty: no field is opened
     */
    private static void appendFields(
            StringBuilder text,
            Map<String, Json> fields,
            OpenApi api,
            List<String> required,
            List<String> within,
            int depth) {
        fields.forEach((name, schema) -> {
            text.append("  ".repeat(depth))
                    .append("%s\t<%s>%s\n"
                            .formatted(name, api.typeName(schema), required.contains(name) ? " -required-" : ""));
            List<String> allowed = schema.get("enum").texts();
            text.append(allowed.isEmpty() ? "" : "  ".repeat(depth) + "enum: " + String.join(", ", allowed) + "\n");
            if (within.isEmpty()) {
                text.append(Wrapped.text(api.ownDescription(schema), 4)).append('\n');
            } else if (!within.contains(api.elementName(schema))) {
                List<String> deeper = new ArrayList<>(within);
                deeper.add(api.elementName(schema));
                appendFields(text, new TreeMap<>(api.properties(schema)), api, api.required(schema), deeper, depth + 1);
            }
        });
    }
}
