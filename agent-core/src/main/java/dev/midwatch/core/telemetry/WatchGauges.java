package dev.midwatch.core.telemetry;

import dev.midwatch.api.check.Severity;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingQuery;
import dev.midwatch.core.check.LedgerEntry.State;
import dev.midwatch.core.check.PendingFinding;
import dev.midwatch.core.job.Outlook;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** How things stand: what is open, what cannot be seen, when the watch last looked at its jobs. */
final class WatchGauges implements MultiCollector {
    private final FindingLedger ledger;
    private final FindingQuery query;
    private final Outlook outlook;

    WatchGauges(FindingLedger ledger, FindingQuery query, Outlook outlook) {
        this.ledger = ledger;
        this.query = query;
        this.outlook = outlook;
    }

    @Override
    public MetricSnapshots collect() {
        Tally lastTick = new Tally();
        outlook.lastTick().ifPresent(at -> lastTick.add(at.toEpochMilli() / 1000.0));
        return new MetricSnapshots(
                findings(),
                lastTick.gauge(
                        "midwatch_last_tick_timestamp_seconds",
                        "When the scheduler last came to the end of a tick, in seconds since 1970."),
                new Tally()
                        .add(ledger.dark().size())
                        .gauge(
                                "midwatch_coverage_gaps",
                                "What cannot be seen now: refused, unreachable, or a broken check."));
    }

    private GaugeSnapshot findings() {
        Tally tally = new Tally("severity", "state");
        for (Severity severity : Severity.values()) {
            for (State state : State.values()) {
                if (state != State.RESOLVED) {
                    tally.add(0, severity.toString(), state.toString());
                }
            }
        }
        query.groups(ledger.silences())
                .forEach(group ->
                        tally.add(group.count(), group.severity(), group.state().toString()));
        for (PendingFinding pending : ledger.pending()) {
            tally.add(1, pending.observed().finding().severity().toString(), State.PENDING.toString());
        }
        return tally.gauge(
                "midwatch_findings",
                "Findings that are not resolved and that no other explains; pending ones do not count yet.");
    }
}
