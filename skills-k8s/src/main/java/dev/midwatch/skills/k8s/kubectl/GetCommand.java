package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code kubectl get}. */
final class GetCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.of(
                NAMESPACE,
                ALL_NAMESPACES,
                OUTPUT,
                SELECTOR,
                FIELD_SELECTOR,
                SORT_BY,
                SHOW_LABELS,
                LABEL_COLUMNS,
                NO_HEADERS,
                IGNORE_NOT_FOUND);
    }

    @Override
    public String usage() {
        return "get TYPE[,TYPE] [NAME...] | TYPE/NAME... [-n NS | -A] [-l SELECTOR] [--field-selector F] [--sort-by PATH] "
                + "[-o wide|yaml|json|name|jsonpath=...|custom-columns=...]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        List<Target> targets = Target.parse(line.arguments(), new TypeNames(context.cluster()));
        String output = line.text(OUTPUT);
        if (output.isEmpty() || output.equals("wide")) {
            return new GetTables(line, context.cluster()).print(targets);
        }
        Selection selection = Selection.of(targets, line, context.cluster());
        boolean single = targets.size() == 1 && targets.get(0).names().size() == 1;
        if (!selection.missing().isEmpty() && selection.objects().isEmpty()) {
            return line.has(IGNORE_NOT_FOUND)
                    ? ToolResult.of("")
                    : ToolResult.failed(String.join("\n", selection.missing()));
        }
        String text = print(output, sorted(selection, line), single, line);
        return ToolResult.of(
                selection.missing().isEmpty() ? text : text + "\n" + String.join("\n", selection.missing()));
    }

    private static Selection sorted(Selection selection, CommandLine line) throws UsageException {
        if (!line.has(SORT_BY)) {
            return selection;
        }
        SortKey key = SortKey.parse(line.text(SORT_BY));
        List<KubeObject> objects = new ArrayList<>(selection.objects());
        objects.sort((one, other) -> key.order().compare(one.json(), other.json()));
        return new Selection(objects, selection.missing());
    }

    private static String print(String output, Selection selection, boolean single, CommandLine line)
            throws UsageException {
        int equals = output.indexOf('=');
        String format = equals < 0 ? output : output.substring(0, equals);
        String argument = equals < 0 ? "" : output.substring(equals + 1);
        Json document = selection.asDocument(single);
        return switch (format) {
            case "json" -> JsonText.indented(document.raw()) + "\n";
            case "yaml" -> YamlText.of(document.raw());
            case "name" -> names(selection.objects());
            case "jsonpath" -> JsonPathTemplate.parse(argument).fill(document);
            case "custom-columns" -> CustomColumns.parse(argument).print(selection.objects(), !line.has(NO_HEADERS));
            default ->
                throw new UsageException(
                        "unable to match a printer suitable for the output format \"%s\"; there are ".formatted(output)
                                + "wide, yaml, json, name, jsonpath=..., custom-columns=...");
        };
    }

    private static String names(List<KubeObject> objects) {
        StringBuilder text = new StringBuilder();
        for (KubeObject object : objects) {
            String group = object.type().group();
            text.append(object.type().kind().toLowerCase(Locale.ROOT))
                    .append(group.isEmpty() ? "" : "." + group)
                    .append('/')
                    .append(object.name())
                    .append('\n');
        }
        return text.toString();
    }
}
