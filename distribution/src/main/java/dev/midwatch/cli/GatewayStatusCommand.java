package dev.midwatch.cli;

import dev.midwatch.core.channel.Backlog;
import dev.midwatch.core.chat.WatchState;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.SchedulerSettings;
import dev.midwatch.core.store.Holder;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.text.Ages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Proof of watch: is a gateway running, when did it last look, what did it see, what could it not see.")
final class GatewayStatusCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private GlobalOptions global;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Optional<Holder> holder = HomeLock.holder(workspace.home().directory());
            Outlook outlook = outlook(workspace);
            if (global.output() == OutputFormat.table) {
                Terminal terminal = global.terminal();
                terminal.line(holder.map(who -> terminal.green("running") + ": " + who)
                        .orElse(terminal.red("not running")));
                terminal.line("last tick: " + outlook.lastTick().map(this::ago).orElse("never")
                        + outlook.overdue()
                                .map(late -> terminal.red(", overdue by " + Ages.inWords(late)))
                                .orElse(""));
                terminal.line("open findings: " + open(workspace.ledger()));
                List<Backlog> backlog = workspace.outbox().backlog();
                backlog.forEach(lane -> terminal.line(lane.lane() + ": " + lane.inWords(clock.instant())));
                if (backlog.isEmpty()) {
                    terminal.line("every message is delivered");
                }
                terminal.line("");
                terminal.listing(
                        OutputFormat.table,
                        List.of("job", "last_run", "outcome", "looked_at", "not_seen"),
                        jobs(workspace),
                        "no jobs");
            } else {
                Map<String, Object> status = new LinkedHashMap<>();
                status.put("running", holder.isPresent());
                status.put("holder", holder.map(Object::toString).orElse(null));
                status.put("last_tick", outlook.lastTick().map(Object::toString).orElse(null));
                status.put("open_findings", open(workspace.ledger()));
                status.put(
                        "undelivered_messages",
                        workspace.outbox().backlog().stream()
                                .map(GatewayStatusCommand::row)
                                .toList());
                status.put("jobs", jobs(workspace));
                global.terminal().value(global.output(), status);
            }
            return holder.isPresent() ? 0 : 1;
        }
    }

    private Outlook outlook(Workspace workspace) {
        Config config = workspace.config();
        return new Outlook(workspace.database(), SchedulerSettings.defaults(config.timezone()), clock);
    }

    private static Map<String, Object> row(Backlog lane) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("to", lane.lane());
        row.put("waiting", lane.waiting());
        row.put("since", lane.since().toString());
        row.put("error", lane.error().orElse(null));
        return row;
    }

    private static long open(FindingLedger ledger) {
        return ledger.all().stream().filter(LedgerEntry::isOpen).count();
    }

    private List<Map<String, Object>> jobs(Workspace workspace) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (WatchState.LastRun one : workspace.kernel().get(WatchState.class).lastRuns()) {
            Optional<Run> last = one.run();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("job", one.job().name());
            row.put("last_run", last.flatMap(Run::started).map(this::ago).orElse("never"));
            row.put(
                    "outcome",
                    last.map(run -> run.state().toString().toLowerCase(Locale.ROOT))
                            .orElse(""));
            row.put("looked_at", last.map(run -> run.facts().lookedAt()).orElse(""));
            row.put("not_seen", last.map(run -> run.facts().notSeen()).orElse(""));
            rows.add(row);
        }
        return rows;
    }

    private String ago(Instant moment) {
        return Ages.inWords(Duration.between(moment, clock.instant())) + " ago";
    }
}
