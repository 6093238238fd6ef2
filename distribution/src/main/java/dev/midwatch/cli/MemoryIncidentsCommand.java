package dev.midwatch.cli;

import dev.midwatch.core.incident.Incident;
import dev.midwatch.core.incident.IncidentQuery;
import dev.midwatch.core.incident.IncidentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        description = "What broke before, what ended it and how long it took; newest first.")
final class MemoryIncidentsCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words, or beginnings of words, that all occur.")
    private List<String> words = List.of();

    @Option(names = "--reason", paramLabel = "CODE", description = "Only of this reason, as CrashLoopBackOff.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Only of objects whose name has this in it, as shop/web.")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "So many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw CliException.usage("--limit: at least 1");
        }
        try (Workspace workspace = Workspace.of(global)) {
            IncidentQuery query = new IncidentQuery(String.join(" ", words), reason, owner);
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("opened", "reason", "object", "took", "ended", "times", "summary"),
                            new IncidentStore(workspace.database())
                                    .find(query, limit).stream()
                                            .map(MemoryIncidentsCommand::row)
                                            .toList(),
                            "no such incidents");
            return 0;
        }
    }

    private static Map<String, Object> row(Incident incident) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("opened", incident.opened().toString());
        line.put("resolved", incident.resolved().toString());
        line.put("reason", incident.reason());
        line.put("severity", incident.severity());
        line.put("object", incident.about());
        line.put("took", incident.took().toString());
        line.put("ended", incident.ending().toString());
        line.put("ended_by", incident.ending().kind().name().toLowerCase(Locale.ROOT));
        line.put("times", incident.times());
        line.put("affected", incident.affected());
        line.put("summary", incident.summary());
        line.put("cause", incident.cause());
        line.put("explained", incident.symptoms());
        line.put("fingerprint", incident.fingerprint());
        return line;
    }
}
