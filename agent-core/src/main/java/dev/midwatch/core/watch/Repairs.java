package dev.midwatch.core.watch;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.channel.OutboundMessage.Choice;
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
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.LedgerUpdate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes the remedies that checks suggest to the gate, and says what it made of them. */
public final class Repairs {
    private final Map<String, ActionTool> tools;
    private final Function<List<Permission>, ClusterReader> readers;
    private final ActionGate gate;
    private final Clock clock;

    /** @param readers guards live reads by a tool's permissions */
    public Repairs(
            Map<String, ActionTool> tools,
            Function<List<Permission>, ClusterReader> readers,
            ActionGate gate,
            Clock clock) {
        this.tools = Map.copyOf(tools);
        this.readers = readers;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * What is said of repairs in a message.
     *
     * @param text    empty if there is nothing to say
     * @param choices the buttons of what has to be approved
     */
    record Offer(String text, List<Choice> choices) {}

    /** Whether a repair could be run here and now, without asking. */
    boolean mayWrite() {
        return gate.runsUnattended();
    }

    Offer offer(LedgerUpdate update, String origin) {
        List<String> lines = new ArrayList<>();
        List<Choice> choices = new ArrayList<>();
        for (LedgerUpdate.News news : update.news()) {
            boolean broken = news.change() != Change.RESOLVED && news.change() != Change.FLAPPING;
            Optional<Remedy> remedy = news.entry().finding().remedy().filter(one -> broken);
            Optional<Proposal> known = remedy.flatMap(one -> proposed(news.entry()));
            if (known.filter(this::isWaiting).isPresent()) {
                // Asked before, in a message that may have been lost with its run.
                ask(known.get(), lines, choices);
            } else if (remedy.isPresent()
                    && known.filter(one -> one.state() == Proposal.State.DENIED).isEmpty()) {
                consider(news.entry(), remedy.get(), origin, lines, choices);
            }
        }
        return new Offer(String.join("\n\n", lines), choices);
    }

    /** What was last proposed since it broke. */
    private Optional<Proposal> proposed(LedgerEntry entry) {
        return gate.latestFor(entry.fingerprint())
                .filter(proposal -> !proposal.created().isBefore(entry.spell().firstSeen()));
    }

    private boolean isWaiting(Proposal proposal) {
        return proposal.state() == Proposal.State.WAITING && clock.instant().isBefore(proposal.expires());
    }

    private static void ask(Proposal proposal, List<String> lines, List<Choice> choices) {
        String id = proposal.id();
        lines.add(told(proposal.action(), new Verdict.Asked(proposal)));
        choices.add(new Choice("approve:" + id, "Approve " + id, true));
        choices.add(new Choice("deny:" + id, "Deny " + id, false));
    }

    private void consider(LedgerEntry entry, Remedy remedy, String origin, List<String> lines, List<Choice> choices) {
        ActionTool tool = tools.get(remedy.action());
        if (tool == null) {
            return;
        }
        Action action;
        try {
            action = tool.plan(
                    Json.of(remedy.arguments()), new Planning(readers.apply(tool.permissions()), clock.instant()));
        } catch (ClusterException | IllegalArgumentException no) {
            lines.add("🔧 no repair by %s: %s".formatted(remedy.action(), no.getMessage()));
            return;
        }
        Verdict verdict = gate.submit(new ActionRequest(
                remedy.action(),
                action,
                tool.permissions(),
                Optional.of(entry.fingerprint()),
                entry.finding().summary(),
                origin));
        if (verdict instanceof Verdict.Asked asked) {
            ask(asked.proposal(), lines, choices);
        } else {
            lines.add(told(action, verdict));
        }
    }

    private static String told(Action action, Verdict verdict) {
        String command = "`" + action.intent().kubectl() + "`";
        if (verdict instanceof Verdict.Asked asked) {
            return "🔧 **may I?** %s (proposal %s, %s risk)\nIt touches %s; it has worked when %s.%s\n```diff\n%s\n```"
                    .formatted(
                            command,
                            asked.proposal().id(),
                            action.intent().risk().name().toLowerCase(Locale.ROOT),
                            FindingRenderer.unfenced(action.intent().blast().toString()),
                            FindingRenderer.unfenced(action.intent().goal().toString()),
                            action.intent()
                                    .undo()
                                    .map(undo -> " If not, it is undone: `"
                                            + FindingRenderer.unfenced(
                                                    undo.intent().kubectl()) + "`.")
                                    .orElse(""),
                            FindingRenderer.unfenced(asked.proposal().diff()));
        }
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
