package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Flag.*;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code kubectl events}: sorted by time, unlike {@code kubectl get events}. */
final class EventsCommand implements Subcommand {
    @Override
    public Set<Flag> flags() {
        return EnumSet.of(NAMESPACE, ALL_NAMESPACES, FOR, TYPES, NO_HEADERS);
    }

    @Override
    public String usage() {
        return "events [-n NS | -A] [--for TYPE/NAME] [--types Warning,Normal]";
    }

    @Override
    public ToolResult run(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        List<String> types = line.has(TYPES) ? List.of(line.text(TYPES).split(",")) : List.of();
        List<KubeObject> events =
                EventList.in(context.cluster(), line.namespace(), about(line, context)).events().stream()
                        .filter(event -> types.isEmpty()
                                || types.stream()
                                        .anyMatch(type -> type.equalsIgnoreCase(
                                                event.at("type").text())))
                        .toList();
        if (events.isEmpty()) {
            return ToolResult.of(
                    line.namespace().isEmpty()
                            ? "No events found."
                            : "No events found in %s namespace.".formatted(line.namespace()));
        }
        TabWriter table = TabWriter.table();
        if (!line.has(NO_HEADERS)) {
            table.row(cells(line, "NAMESPACE", "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"));
        }
        for (KubeObject event : events) {
            table.row(cells(
                    line,
                    event.namespace(),
                    EventList.interval(event, context.now()),
                    event.at("type").text(),
                    event.at("reason").text(),
                    event.at("involvedObject.kind").text() + "/"
                            + event.at("involvedObject.name").text(),
                    event.at("message").text().strip()));
        }
        return ToolResult.of(table.toString());
    }

    private static String about(CommandLine line, ToolContext context) throws UsageException, ClusterException {
        if (!line.has(FOR)) {
            return "";
        }
        Target target = Target.parse(List.of(line.text(FOR)), new TypeNames(context.cluster()))
                .get(0);
        if (!target.isNamed()) {
            throw new UsageException("--for needs TYPE/NAME");
        }
        return "involvedObject.kind=%s,involvedObject.name=%s"
                .formatted(target.type().kind(), target.names().get(0));
    }

    private static List<String> cells(CommandLine line, String... all) {
        List<String> cells = new ArrayList<>(List.of(all));
        if (!line.has(ALL_NAMESPACES)) {
            cells.remove(0);
        }
        return cells;
    }
}
