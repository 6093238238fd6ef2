package dev.midwatch.core.watch;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.check.Finding.Remedy;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ActionRequest;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.check.Change;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.watch.Offer.Line;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes the remedies that checks suggest to the gate, and says what it made of them. */
public final class Repairs {
    private final Supplier<Map<String, ActionTool>> tools;
    private final Function<List<Permission>, ClusterReader> readers;
    private final ActionGate gate;
    private final Clock clock;

    /**
     * @param tools   the actions there are at the moment, by name
     * @param readers guards live reads by a tool's permissions
     */
    public Repairs(
            Supplier<Map<String, ActionTool>> tools,
            Function<List<Permission>, ClusterReader> readers,
            ActionGate gate,
            Clock clock) {
        this.tools = tools;
        this.readers = readers;
        this.gate = gate;
        this.clock = clock;
    }

    /** Whether a repair could be run here and now, without asking. */
    boolean mayWrite() {
        return gate.runsUnattended();
    }

    Offer offer(LedgerUpdate update, String origin) {
        return new Offer(update.news().stream()
                .flatMap(news -> offer(news, origin).stream())
                .toList());
    }

    private Optional<Line> offer(LedgerUpdate.News news, String origin) {
        boolean broken = news.change() != Change.RESOLVED && news.change() != Change.FLAPPING;
        Optional<Remedy> remedy = news.entry().finding().remedy().filter(one -> broken);
        Optional<Proposal> known = remedy.flatMap(one -> proposed(news.entry()));
        if (known.filter(proposal -> proposal.isWaiting(clock.instant())).isPresent()) {
            // Asked before, in a message that may have been lost with its run.
            return known.map(Line::asking);
        }
        boolean denied =
                known.filter(one -> one.state() == Proposal.State.DENIED).isPresent();
        return remedy.filter(one -> !denied).flatMap(one -> consider(news.entry(), one, origin));
    }

    /** What was last proposed since it broke. */
    private Optional<Proposal> proposed(LedgerEntry entry) {
        return gate.latestFor(entry.fingerprint())
                .filter(proposal -> !proposal.created().isBefore(entry.spell().firstSeen()));
    }

    private Optional<Line> consider(LedgerEntry entry, Remedy remedy, String origin) {
        ActionTool tool = tools.get().get(remedy.action());
        if (tool == null) {
            return Optional.empty();
        }
        Action action;
        try {
            action = tool.plan(
                    Json.of(remedy.arguments()), new Planning(readers.apply(tool.permissions()), clock.instant()));
        } catch (ClusterException | IllegalArgumentException no) {
            return Optional.of(Line.note("🔧 no repair by %s: %s".formatted(remedy.action(), no.getMessage())));
        }
        Verdict verdict = gate.submit(new ActionRequest(
                remedy.action(),
                action,
                tool.permissions(),
                Optional.of(entry.fingerprint()),
                entry.finding().summary(),
                origin));
        return Optional.of(
                verdict instanceof Verdict.Asked asked
                        ? Line.asking(asked.proposal())
                        : Line.note(told(action, verdict)));
    }

    private static String told(Action action, Verdict verdict) {
        String command = "`" + action.intent().kubectl() + "`";
        if (verdict instanceof Verdict.Ran) {
            return "🔧 done: %s; watching whether it helps".formatted(command);
        }
        if (verdict instanceof Verdict.Failed failed) {
            return "🔧 tried %s, and it failed: %s".formatted(command, failed.why());
        }
        return "🔧 would do %s, but %s".formatted(command, ((Verdict.Refused) verdict).why());
    }

    private record Planning(ClusterReader cluster, Instant now) implements ToolContext {}
}
