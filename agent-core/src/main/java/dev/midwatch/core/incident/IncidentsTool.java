package dev.midwatch.core.incident;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.text.Ages;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets the model look up what broke before, and what ended it. */
public final class IncidentsTool implements Tool {
    private static final ToolSpec SPEC = ToolSpec.named(
                    "incidents", "Past incidents, newest first: what broke, why, what ended it, how long it took.")
            .optionalText("words", "all have to occur")
            .optionalText("reason", "such as CrashLoopBackOff")
            .optionalText("owner", "such as shop/web");
    private static final int MOST = 10;

    private final Incidents incidents;

    public IncidentsTool(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public List<Permission> permissions() {
        return List.of();
    }

    @Override
    public ToolResult call(Json arguments, ToolContext context) {
        IncidentQuery query = new IncidentQuery(
                arguments.get("words").text(), given(arguments.get("reason")), given(arguments.get("owner")));
        List<Incident> found = incidents.find(query, MOST);
        return ToolResult.of(
                found.isEmpty()
                        ? "no such incident is remembered"
                        : found.stream().map(IncidentsTool::told).collect(Collectors.joining("\n")));
    }

    private static Optional<String> given(Json argument) {
        return Optional.of(argument.text().strip()).filter(text -> !text.isEmpty());
    }

    private static String told(Incident incident) {
        return "%s %s on \"%s\" for %s: %s%s%s; %s (seen %d times)"
                .formatted(
                        incident.opened().truncatedTo(ChronoUnit.SECONDS),
                        incident.reason(),
                        incident.about(),
                        Ages.inWords(incident.took()),
                        incident.summary(),
                        incident.cause().isEmpty() ? "" : "; cause: " + incident.cause(),
                        incident.symptoms().isEmpty() ? "" : "; explained: " + incident.symptoms(),
                        incident.ending(),
                        incident.times());
    }
}
