package dev.midwatch.dashboard.mcp;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.FindingEvent;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.mcp.McpTool.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the watch itself knows: how things stand, findings, proposals; and a fresh look. */
final class OwnTools {
    private static final FindingFilter PENDING = new FindingFilter(
            Set.of("pending"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    private static final Map<String, Object> NOTHING = Arguments.schema(List.of(), Map.of());

    private final View view;

    OwnTools(View view) {
        this.view = view;
    }

    /** One finding, what became of it so far, and what it explains. */
    record WholeFinding(FindingRow finding, List<FindingEvent> history, List<FindingRow> explains) {}

    List<McpTool> of(Actor actor) {
        List<McpTool> all = List.of(overview(), findings(), finding(), proposals(), proposal());
        return actor.level().includes(Level.OPERATOR)
                ? Stream.concat(all.stream(), Stream.of(scan())).toList()
                : all;
    }

    private McpTool overview() {
        return McpTool.reading(
                "overview",
                "How the cluster and the watch over it stand: counts of open findings, what cannot be seen, jobs, proposals that wait.",
                NOTHING,
                (arguments, actor) -> Answer.of(Rows.withLong(view.status().overview(), "jobs")));
    }

    private McpTool findings() {
        return McpTool.reading(
                "findings",
                "Problems that the watch found in the cluster, the gravest first; open ones unless states are given.",
                Arguments.listSchema(Map.of(
                        "state",
                                oneOf(
                                        "in this state alone",
                                        "pending",
                                        "open",
                                        "acknowledged",
                                        "silenced",
                                        "flapping",
                                        "resolved"),
                        "severity", oneOf("this or graver", "critical", "warning", "info"),
                        "namespace", Map.of("type", "string"),
                        "reason", Map.of("type", "string", "description", "as CrashLoopBackOff"),
                        "text", Map.of("type", "string", "description", "in its reason, name, namespace or summary"))),
                (arguments, actor) -> Answer.of(Rows.list(listed(arguments))));
    }

    private Listing<FindingRow> listed(Arguments arguments) {
        return arguments.optional("state").filter("pending"::equals).isPresent()
                ? pending(filter(arguments), arguments.page())
                : view.findings().list(filter(arguments), arguments.page());
    }

    private Listing<FindingRow> pending(FindingFilter filter, Page page) {
        if (!filter.equals(PENDING)) {
            throw Refusal.invalid("pending findings are listed alone and unfiltered");
        }
        return Listing.of(view.findings().pending(), page);
    }

    private static FindingFilter filter(Arguments arguments) {
        return new FindingFilter(
                arguments.optional("state").map(Set::of).orElse(Set.of()),
                arguments.optional("severity"),
                arguments.optional("namespace"),
                arguments.optional("reason"),
                arguments.optional("text"),
                false);
    }

    private McpTool finding() {
        return McpTool.reading(
                "finding",
                "One finding with its evidence, its history and what it explains.",
                Arguments.schema(List.of("fingerprint"), Map.of("fingerprint", "or its beginning")),
                (arguments, actor) -> {
                    FindingRow finding = view.findings().get(arguments.text("fingerprint"));
                    return Answer.of(Rows.withLong(
                            new WholeFinding(
                                    finding,
                                    view.findings().history(finding.fingerprint()),
                                    view.findings().explainedBy(finding.fingerprint())),
                            "explains"));
                });
    }

    private McpTool proposals() {
        return McpTool.reading(
                "proposals",
                "Actions that were asked for, the newest first, and how they stand. A person decides them, not by these tools.",
                Arguments.listSchema(Map.of(
                        "state", oneOf("in this state alone", "waiting", "approved", "denied", "expired", "void"))),
                (arguments, actor) ->
                        Answer.of(Rows.list(view.proposals().list(arguments.optional("state"), arguments.page()))));
    }

    private McpTool proposal() {
        return McpTool.reading(
                "proposal",
                "One proposal: what would run, what would change, who has to decide, what came of it.",
                Arguments.schema(List.of("id"), Map.of("id", "of the proposal")),
                (arguments, actor) -> Answer.of(Rows.one(view.proposals().get(arguments.text("id")))));
    }

    private McpTool scan() {
        return McpTool.reading(
                "scan",
                "Looks at the whole cluster now with every check; reads, keeps nothing, takes some seconds.",
                NOTHING,
                (arguments, actor) -> Answer.of(Rows.withLong(view.scanning().now(actor), "findings")));
    }

    private static Map<String, Object> oneOf(String meaning, String... words) {
        return Map.of("type", "string", "enum", List.of(words), "description", meaning);
    }
}
