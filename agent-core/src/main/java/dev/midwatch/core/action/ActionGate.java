package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.action.GateSettings.Mode;
import dev.midwatch.core.action.Proposal.State;
import dev.midwatch.core.kube.ClusterWriter;
import dev.midwatch.core.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every write goes through here, in this order: declaration, policy, rate, access review, server-side dry run; then it runs, is asked
 * for, or is refused. Each step is in the audit file before the next one begins.
 */
public final class ActionGate {
    private final ClusterReader cluster;
    private final Writes writes;
    private final Database database;
    private final ProposalStore proposals;
    private final ActionLog log;
    private final Execution execution;
    private final Audit audit;
    private final GateSettings settings;
    private final Clock clock;

    public ActionGate(
            ClusterReader cluster,
            ClusterWriter writer,
            Database database,
            Audit audit,
            GateSettings settings,
            Clock clock) {
        this(cluster, Writes.by(writer), database, audit, settings, clock);
    }

    ActionGate(
            ClusterReader cluster, Writes writes, Database database, Audit audit, GateSettings settings, Clock clock) {
        this.cluster = cluster;
        this.writes = writes;
        this.database = database;
        this.proposals = new ProposalStore(database);
        this.log = new ActionLog(database);
        this.audit = audit;
        this.execution = new Execution(writes, log, audit, settings.verifyWithin(), clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** Judges a request, and runs it if nobody has to be asked. */
    public synchronized Verdict submit(ActionRequest request) {
        Action action = request.action();
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            audit.record("refused", AuditFacts.of(action, Map.of("why", refusal.get(), "origin", request.origin())));
            return new Verdict.Refused(refusal.get());
        }
        String canonical = ActionJson.write(action);
        String sha256 = ActionJson.sha256(canonical);
        Optional<Proposal> asked = proposals.waiting(canonical, clock.instant());
        if (asked.isPresent()) {
            return new Verdict.Asked(proposals.tie(asked.get(), request.finding()));
        }
        try {
            KubeObject target = target(action);
            String diff = diff(action, target);
            boolean unattended =
                    settings.mode() == Mode.AUTO_SAFE && action.intent().risk() == Risk.SAFE;
            return unattended
                    ? execution.run(
                            execution.begin(action, request.finding(), request.origin()), action, request.origin())
                    : new Verdict.Asked(propose(request, canonical, sha256, target, diff));
        } catch (ClusterException no) {
            audit.record("refused", AuditFacts.of(action, Map.of("why", no.getMessage(), "origin", request.origin())));
            return new Verdict.Refused(no.getMessage());
        }
    }

    /**
     * Approves or denies a proposal, once.
     *
     * @param by who decides, for the audit file
     */
    public synchronized Decided decide(String id, boolean approve, String by) {
        Optional<Proposal> found = proposals.find(id);
        if (found.isEmpty()) {
            return Decided.no("There is no proposal " + id + ".");
        }
        Proposal proposal = found.get();
        if (proposal.state() != State.WAITING) {
            return Decided.no("Proposal %s is already %s%s."
                    .formatted(
                            id,
                            proposal.state(),
                            proposal.decidedBy().map(who -> " by " + who).orElse("")));
        }
        if (!clock.instant().isBefore(proposal.expires())) {
            return settle(proposal, State.EXPIRED, by, "Proposal " + id + " has expired; nothing was done.");
        }
        return approve ? approve(proposal, by) : settle(proposal, State.DENIED, by, "Denied; nothing was done.");
    }

    private Decided approve(Proposal proposal, String by) {
        Action action = proposal.action();
        try {
            if (generation(target(action)) != proposal.generation()) {
                return settle(
                        proposal,
                        State.VOID,
                        by,
                        "%s has changed since it was proposed; nothing was done."
                                .formatted(action.intent().target()));
            }
        } catch (ClusterException no) {
            return settle(proposal, State.VOID, by, "Nothing was done: " + no.getMessage());
        }
        Optional<String> tooOften = tooOften(action);
        if (tooOften.isPresent()) {
            return Decided.no("Nothing was done: " + tooOften.get());
        }
        String origin = "proposal:" + proposal.id();
        // Approved and begun in one: a crash must not leave an approval that nobody acts upon.
        Optional<String> begun = database.transaction(() -> proposals.decide(proposal.id(), State.APPROVED, by)
                ? Optional.of(execution.begin(action, proposal.finding(), origin))
                : Optional.empty());
        if (begun.isEmpty()) {
            return Decided.no("Somebody else decided proposal " + proposal.id() + " first.");
        }
        audit.record(
                "approved",
                AuditFacts.of(action, Map.of("proposal", proposal.id(), "sha256", proposal.sha256(), "by", by)));
        Verdict verdict = execution.run(begun.get(), action, origin);
        return verdict instanceof Verdict.Failed failed
                ? new Decided(true, "Approved, but it failed: " + failed.why(), Optional.of(verdict))
                : new Decided(
                        true,
                        "Approved and done: `%s`".formatted(action.intent().kubectl()),
                        Optional.of(verdict));
    }

    private Decided settle(Proposal proposal, State state, String by, String answer) {
        if (!proposals.decide(proposal.id(), state, by)) {
            return Decided.no("Somebody else decided proposal " + proposal.id() + " first.");
        }
        audit.record(state.toString(), AuditFacts.of(proposal.action(), Map.of("proposal", proposal.id(), "by", by)));
        return Decided.no(answer);
    }

    /** Whether anything may run without a person, so that a run must say beforehand that it may write. */
    public boolean runsUnattended() {
        return settings.mode() == Mode.AUTO_SAFE;
    }

    /** The last proposal made for a finding, whatever became of it. */
    public Optional<Proposal> latestFor(String finding) {
        return proposals.latestFor(finding);
    }

    /** All proposals, newest first. */
    public List<Proposal> proposals() {
        return proposals.all();
    }

    private Optional<String> refusal(ActionRequest request) {
        Action action = request.action();
        String namespace = action.intent().target().namespace();
        Permission needed = needed(action);
        if (request.declared().stream().noneMatch(one -> covers(one, needed))) {
            return Optional.of("its tool did not declare the permission to " + needed);
        }
        if (settings.mode() == Mode.OFF) {
            return Optional.of("actions.mode is off");
        }
        if (settings.protectedNamespaces().contains(namespace)) {
            return Optional.of("namespace " + namespace + " is protected (actions.protected_namespaces)");
        }
        Optional<String> tooOften = tooOften(action);
        return tooOften.isPresent() ? tooOften : notAllowed(needed, namespace);
    }

    private Optional<String> tooOften(Action action) {
        Instant now = clock.instant();
        if (log.recentOnTarget(action, now) >= settings.perObject()) {
            return Optional.of("%s ran %d times on %s within an hour; more would not help"
                    .formatted(
                            action.intent().name(),
                            settings.perObject(),
                            action.intent().target()));
        }
        return log.recent(now) >= settings.perHour()
                ? Optional.of("%d actions ran within an hour, the limit of actions.rate".formatted(settings.perHour()))
                : Optional.empty();
    }

    private Optional<String> notAllowed(Permission needed, String namespace) {
        try {
            return cluster.allowed(needed, namespace)
                    ? Optional.empty()
                    : Optional.of("this identity may not %s in %s"
                            .formatted(needed, namespace.isEmpty() ? "the cluster" : namespace));
        } catch (ClusterException cannotAsk) {
            return Optional.of("the access review failed: " + cannotAsk.getMessage());
        }
    }

    private KubeObject target(Action action) throws ClusterException {
        ObjectRef target = action.intent().target();
        KubeObject now = cluster.find(action.intent().type(), target.namespace(), target.name())
                .orElseThrow(
                        () -> new ClusterException(ClusterException.Why.NOT_FOUND, target + " is no longer there"));
        if (!now.uid().equals(target.uid())) {
            throw new ClusterException(
                    ClusterException.Why.CONFLICT, target + " was replaced by another object of that name");
        }
        return now;
    }

    private String diff(Action action, KubeObject before) throws ClusterException {
        KubeObject after = writes.dryRun(action);
        return action instanceof Action.Patch
                ? ObjectDiff.of(before.json(), after.json())
                : "- " + action.intent().target();
    }

    private Proposal propose(ActionRequest request, String canonical, String sha256, KubeObject target, String diff) {
        Instant now = clock.instant();
        Proposal proposal = new Proposal(
                ShortId.of(6),
                canonical,
                sha256,
                generation(target),
                request.finding(),
                request.why(),
                request.origin(),
                diff,
                now,
                now.plus(settings.proposalTtl()),
                State.WAITING,
                Optional.empty());
        audit.record(
                "proposed",
                AuditFacts.of(
                        request.action(),
                        Map.of("proposal", proposal.id(), "sha256", sha256, "origin", request.origin())));
        proposals.add(proposal);
        return proposal;
    }

    private static Permission needed(Action action) {
        Action.Intent intent = action.intent();
        if (action instanceof Action.Patch patch) {
            return Permission.of(Verb.PATCH, intent.type()).on(patch.subresource());
        }
        if (action instanceof Action.Evict) {
            return Permission.of(Verb.CREATE, intent.type()).on("eviction");
        }
        return action instanceof Action.Exec
                ? Permission.of(Verb.CREATE, intent.type()).on("exec")
                : Permission.of(Verb.DELETE, intent.type());
    }

    private static boolean covers(Permission declared, Permission needed) {
        return declared.verb() == needed.verb()
                && declared.type().toString().equals(needed.type().toString())
                && declared.subresource().equals(needed.subresource());
    }

    private static long generation(KubeObject target) {
        return target.at("metadata.generation").number(-1);
    }
}
