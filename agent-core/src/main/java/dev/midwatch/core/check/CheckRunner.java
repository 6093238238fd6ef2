package dev.midwatch.core.check;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.core.kube.Coverage;
import dev.midwatch.core.kube.GuardedReader;
import dev.midwatch.core.kube.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs checks against one snapshot and makes their findings one report. */
public final class CheckRunner {
    private static final Logger log = LoggerFactory.getLogger(CheckRunner.class);

    /** A check that reads of them may not have seen what it found before. */
    private static final ResourceType KUBELETS = ResourceType.cluster("", "v1", Coverage.KUBELETS, "");

    private static final String UNMEASURED = "Prometheus did not answer";

    private static final Comparator<Observed> TELLING_ORDER = Comparator.comparing(
                    (Observed one) -> one.causedBy().isPresent())
            .thenComparing(Comparator.comparing((Observed one) -> one.finding().severity())
                    .reversed())
            .thenComparing(one -> one.finding().owner().namespace())
            .thenComparing(one -> one.finding().owner().key())
            .thenComparing(Observed::fingerprint);

    private final Clock clock;
    private final CheckPolicy policy;
    private final PlainFinding plain;
    private final MetricsSource metrics;

    /** @param redact takes secrets out of what checks say */
    public CheckRunner(Clock clock, CheckPolicy policy, UnaryOperator<String> redact) {
        this(clock, policy, redact, MetricsSource.NONE);
    }

    /** @param redact takes secrets out of what checks say */
    public CheckRunner(Clock clock, CheckPolicy policy, UnaryOperator<String> redact, MetricsSource metrics) {
        this.clock = clock;
        this.policy = policy;
        this.plain = new PlainFinding(redact);
        this.metrics = metrics;
    }

    /** Everything the checks read, rolling up included: what the snapshot has to be made for. */
    public static List<Permission> needs(Collection<RegisteredCheck> checks) {
        return Stream.concat(
                        checks.stream().flatMap(check -> check.check().permissions().stream()),
                        Owners.PERMISSIONS.stream())
                .toList();
    }

    /** Whether a check runs where nobody asked for it by name. */
    public boolean unasked(RegisteredCheck check) {
        return policy.enabled(check.check());
    }

    /** Runs each of these checks that the operator has not switched off. One check's failure does not touch the others. */
    public CheckReport run(Collection<RegisteredCheck> checks, Snapshot snapshot, Trends trends) {
        Instant started = clock.instant();
        long from = System.nanoTime();
        Owners owners = new Owners(snapshot);
        Facts facts = new Facts();
        List<RegisteredCheck> wanted =
                checks.stream().filter(one -> !policy.switchedOff(one.check())).toList();
        Set<String> ran = new HashSet<>();
        List<Coverage.Blind> unmeasured = new ArrayList<>();
        List<CheckReport.Gap> gaps = new ArrayList<>();
        List<Observed> all = new ArrayList<>();
        List<Outcome> outcomes = SideBySide.each(
                wanted,
                one -> run(one, snapshot, started, owners, facts, trends),
                one -> Outcome.gap(new CheckReport.Gap(one.name(), "interrupted", false)));
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i).name();
            all.addAll(outcomes.get(i).findings());
            outcomes.get(i).gap().ifPresentOrElse(gaps::add, () -> ran.add(name));
            if (outcomes.get(i).unmeasured()) {
                unmeasured.add(new Coverage.Blind(name, "*", UNMEASURED));
            }
        }
        List<Observed> findings = Folding.fold(Merging.merge(Wanted.of(all, checks, policy, snapshot))).stream()
                .sorted(TELLING_ORDER)
                .toList();
        return new CheckReport(
                started,
                Duration.ofNanos(System.nanoTime() - from),
                ran,
                gaps,
                findings,
                snapshot.coverage().without(unmeasured),
                reads(checks));
    }

    /**
     * What came of one check.
     *
     * @param gap        why it could not look, or saw less than it asked for
     * @param unmeasured whether it is a Prometheus that did not answer it
     */
    private record Outcome(List<Observed> findings, Optional<CheckReport.Gap> gap, boolean unmeasured) {
        static Outcome gap(CheckReport.Gap gap) {
            return new Outcome(List.of(), Optional.of(gap), false);
        }
    }

    private Outcome run(
            RegisteredCheck registered, Snapshot snapshot, Instant started, Owners owners, Facts facts, Trends trends) {
        Check check = registered.check();
        List<String> missing = new ArrayList<>();
        CycleContext context = new CycleContext(
                check,
                new GuardedReader(snapshot, check.permissions()),
                started,
                owners,
                facts,
                policy,
                trends,
                metrics.open(started, missing::add));
        try {
            List<Observed> found = new ArrayList<>();
            for (Finding finding : check.run(context)) {
                found.add(Observed.of(registered, plain.of(finding)));
            }
            return new Outcome(
                    found, missing.stream().findFirst().map(why -> gap(check, why, false)), !missing.isEmpty());
        } catch (ClusterException cannotSee) {
            return Outcome.gap(gap(check, cannotSee.getMessage(), cannotSee.why() == ClusterException.Why.UNDECLARED));
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            log.warn("check {} of {} failed", check.name(), registered.plugin(), bug);
            return Outcome.gap(gap(check, "failed: " + bug, true));
        }
    }

    private CheckReport.Gap gap(Check check, String why, boolean bug) {
        return new CheckReport.Gap(check.name(), OneLine.of(plain.line(why)), bug);
    }

    private static Map<String, List<ResourceType>> reads(Collection<RegisteredCheck> checks) {
        return checks.stream()
                .collect(Collectors.toMap(
                        RegisteredCheck::name,
                        check -> check.check().permissions().stream()
                                .filter(permission -> permission.verb() == Verb.LIST || isOfKubelets(permission))
                                .map(permission -> isOfKubelets(permission) ? KUBELETS : permission.type())
                                .toList()));
    }

    private static boolean isOfKubelets(Permission permission) {
        return permission.resource().equals(KUBELETS.plural());
    }
}
