package dev.midwatch.dashboard.api;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.AuditFilter;
import dev.midwatch.core.view.AuditRow;
import dev.midwatch.core.view.AuditState;
import dev.midwatch.core.view.AuditTrail;
import dev.midwatch.core.view.LogLine;
import dev.midwatch.core.view.Overview;
import dev.midwatch.core.view.PluginRow;
import dev.midwatch.core.view.ToolRow;
import dev.midwatch.core.view.UsageDay;
import dev.midwatch.core.view.View;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the watch stands, what it is made of and what it did. */
final class WatchOperations {
    private static final String YAML = "application/yaml";
    private static final int LOG_LINES = 1_000;

    private final View view;

    /**
     * What the model has cost.
     *
     * @param perDay the most that may be spent in a day; 0 without a limit
     */
    record TokenUse(long today, long perDay, List<UsageDay> days) {}

    /** Lines of the log, oldest first. */
    record LogTail(List<LogLine> items) {}

    WatchOperations(View view) {
        this.view = view;
    }

    List<Operation> all() {
        return Stream.concat(standing(), made())
                .map(operation -> operation.topic("Watch"))
                .toList();
    }

    private Stream<Operation> standing() {
        return Stream.of(
                Operation.get("/api/overview", "getOverview", "Everything at one glance.")
                        .answers(200, "How it all stands.", Overview.class)
                        .does(call -> Reply.of(view.status().overview())),
                Operation.get("/api/usage", "getUsage", "Tokens by day and job, oldest first.")
                        .with(Parameter.whole("days", "How many days with today.", 1, 366, 30))
                        .answers(200, "The tokens.", TokenUse.class)
                        .does(this::usage),
                Operation.get(
                                "/api/audit",
                                "listAudit",
                                "Steps of the audit file, the newest first; with step or q among the last %,d alone, as total counts."
                                        .formatted(AuditTrail.SEARCHED))
                        .with(
                                Parameter.text("step", "Steps of this name alone."),
                                Parameter.text("q", "A text anywhere in the step."),
                                Parameter.OFFSET,
                                Parameter.LIMIT)
                        .answers(200, "The steps.", Slice.of(AuditRow.class))
                        .does(call -> call.slice(
                                view.audit().list(new AuditFilter(call.maybe("step"), call.maybe("q")), call.page()))),
                Operation.get("/api/audit/state", "getAuditState", "What the audit files prove.")
                        .answers(200, "Whether their chain holds.", AuditState.class)
                        .does(call -> Reply.of(view.audit().state())),
                Operation.get("/api/logs", "getLogs", "The newest lines of the log, without secrets.")
                        .with(
                                Parameter.whole("limit", "How many lines at most.", 1, LOG_LINES, 200),
                                Parameter.whole(
                                        "after", "Those after the line of this number.", 0, Integer.MAX_VALUE, 0))
                        .answers(200, "The lines.", LogTail.class)
                        .does(this::logs));
    }

    private Stream<Operation> made() {
        return Stream.of(
                Operation.get(
                                "/api/tools",
                                "listTools",
                                "Tools of the model, and whether somebody of a level gets them.")
                        .with(
                                Parameter.word(
                                        "level",
                                        "Of whoever asks; your own, if none is given.",
                                        "viewer",
                                        "operator",
                                        "approver"),
                                Parameter.OFFSET,
                                Parameter.LIMIT)
                        .answers(200, "The tools.", Slice.of(ToolRow.class))
                        .does(call -> call.slice(view.tools()
                                .of(call.maybe("level")
                                        .map(level -> Level.valueOf(level.toUpperCase(Locale.ROOT)))
                                        .orElse(call.actor().level())))),
                Operation.get("/api/roles", "getRoles", "The manifest of the least roles the watch needs, as YAML.")
                        .with(Parameter.flag("actions", "With what the actions need that may run."))
                        .answers(200, "The manifest.", YAML)
                        .does(call -> Reply.text(200, YAML, view.tools().roles(call.flag("actions")))),
                Operation.get("/api/plugins", "listPlugins", "Plugins that run, and those left out with the reason.")
                        .with(Parameter.OFFSET, Parameter.LIMIT)
                        .answers(200, "The plugins.", Slice.of(PluginRow.class))
                        .does(call -> call.slice(view.plugins().list())));
    }

    private Reply usage(Call call) {
        return Reply.of(new TokenUse(
                view.usage().today(), view.usage().perDay(), view.usage().days((int) call.number("days"))));
    }

    private Reply logs(Call call) {
        List<LogLine> lines = view.logs().recent(LOG_LINES).stream()
                .filter(line -> line.n() > call.number("after"))
                .toList();
        int skipped = Math.max(0, lines.size() - (int) call.number("limit"));
        return Reply.of(new LogTail(lines.subList(skipped, lines.size())));
    }
}
