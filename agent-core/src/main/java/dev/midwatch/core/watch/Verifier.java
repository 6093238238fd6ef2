package dev.midwatch.core.watch;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.action.ActionGate;
import dev.midwatch.core.action.ExecutedAction;
import dev.midwatch.core.action.ExecutedAction.Outcome;
import dev.midwatch.core.action.Recovery;
import dev.midwatch.core.action.Verification;
import dev.midwatch.core.check.Change;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.text.Ages;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks again after an action, more often than any job would, and tells whether it helped. */
public final class Verifier {
    /** How often to look while something is being watched. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    private final Recovery recovery;
    private final Verification verification;
    private final CheckCatalog checks;
    private final Cycle cycle;
    private final FindingLedger ledger;
    private final ActionGate gate;
    private final Provenance provenance;
    private final Post post;

    public Verifier(
            Recovery recovery,
            Verification verification,
            CheckCatalog checks,
            Cycle cycle,
            FindingLedger ledger,
            ActionGate gate,
            JobCatalog jobs,
            Post post) {
        this.recovery = recovery;
        this.verification = verification;
        this.checks = checks;
        this.cycle = cycle;
        this.ledger = ledger;
        this.gate = gate;
        this.provenance = new Provenance(gate, jobs, post);
        this.post = post;
    }

    /** Looks at what is being watched, if anything is; tells each outcome once, also those that a crash kept from being told. */
    public void look() {
        recovery.settle(this::tell);
        verification.judgeGoals();
        judgeFindings();
        verification.untold().forEach(this::tell);
    }

    private void judgeFindings() {
        List<ExecutedAction> pending = verification.pending();
        if (pending.isEmpty()) {
            return;
        }
        Set<String> names = pending.stream()
                .flatMap(action -> action.finding().flatMap(ledger::find).stream())
                .flatMap(entry -> entry.observed().checks().stream())
                .collect(Collectors.toSet());
        CheckReport report = cycle.look(checks.named(names, cycle::unasked));
        if (!report.coverage().lookedAt().isEmpty()) {
            ledger.update(report);
            verification.judge();
        }
    }

    private void tell(Recovery.Settled settled) {
        String text = "⚠️ **cut off: `%s`**\nWhat became of it was not known until now: %s, for %s (audit %s)"
                .formatted(
                        settled.action().action().intent().kubectl(),
                        switch (settled.outcome()) {
                            case RAN -> "it was done";
                            case FAILED -> "it was not done";
                            default -> "nobody can tell whether it was done; somebody has to look";
                        },
                        settled.why(),
                        settled.action().auditId());
        String id = "settled-" + settled.action().auditId();
        OutboundMessage message = OutboundMessage.of(id, provenance.target(settled.action()), text)
                .replyTo(provenance.message(settled.action()));
        post.send(new Post.Letter(message, List.of()));
    }

    private void tell(Verification.Result result) {
        ExecutedAction action = result.action();
        boolean worked = result.outcome() == Outcome.FIXED;
        if (worked
                && result.entry().isEmpty()
                && action.action().intent().goal().equals(Goal.ANSWERED)) {
            verification.told(result, () -> {});
            return;
        }
        String text = worked ? worked(result) : failed(result) + "\n" + undone(result);
        String more = gate.tripped(action).map(why -> "\n⛔ " + why).orElse("");
        List<LedgerUpdate.News> news = result.entry()
                .filter(entry -> worked && !entry.isOpen() && entry.told().at().isPresent())
                .map(entry -> List.of(new LedgerUpdate.News(entry, Change.RESOLVED)))
                .orElse(List.of());
        OutboundMessage message = OutboundMessage.of(
                        "verified-" + action.auditId(), provenance.target(action), text + more)
                .replyTo(provenance.message(action));
        verification.told(result, () -> post.send(new Post.Letter(message, news)));
    }

    /** Undoes it, unless that was begun before a crash. */
    private String undone(Verification.Result result) {
        if (result.undo().isEmpty()) {
            return gate.undo(result.action());
        }
        ExecutedAction undo = result.undo().get();
        String words = switch (undo.outcome()) {
            case BEGUN, UNKNOWN -> "Undoing it was cut off, and is looked into: `%s` (audit %s)";
            case FAILED -> "It could not be undone. By hand: `%s` (audit %s)";
            default -> "Undone: `%s` (audit %s)";
        };
        return words.formatted(undo.action().intent().kubectl(), undo.auditId());
    }

    private static String worked(Verification.Result result) {
        Action.Intent intent = result.action().action().intent();
        if (result.entry().isEmpty()) {
            return "✅ **done: `%s`**\n%s: %s (audit %s)"
                    .formatted(
                            intent.kubectl(),
                            intent.target(),
                            intent.goal(),
                            result.action().auditId());
        }
        LedgerEntry entry = result.entry().get();
        Duration took = Duration.between(
                result.action().ran(),
                entry.spell().resolved().orElse(result.action().ran()));
        return "✅ **fixed: %s**\n%s · gone %s after `%s`, and stayed gone (audit %s)"
                .formatted(
                        entry.finding().summary(),
                        entry.finding().owner(),
                        Ages.inWords(took),
                        intent.kubectl(),
                        result.action().auditId());
    }

    private static String failed(Verification.Result result) {
        Action.Intent intent = result.action().action().intent();
        String auditId = result.action().auditId();
        if (result.entry().isEmpty()) {
            return result.outcome() == Outcome.NOT_FIXED
                    ? "❌ **`%s` did not work**\n%s: it is not so that %s (audit %s)"
                            .formatted(intent.kubectl(), intent.target(), intent.goal(), auditId)
                    : "❌ **whether `%s` worked cannot be seen**\n%s cannot be looked at (audit %s)"
                            .formatted(intent.kubectl(), intent.target(), auditId);
        }
        LedgerEntry entry = result.entry().get();
        return "❌ **fix failed: %s**\n%s is still broken %s after `%s` (audit %s); somebody has to look: `%s`"
                .formatted(
                        entry.finding().summary(),
                        entry.finding().owner(),
                        Ages.inWords(Duration.between(
                                result.action().ran(), entry.spell().lastSeen())),
                        intent.kubectl(),
                        auditId,
                        entry.finding().look());
    }
}
