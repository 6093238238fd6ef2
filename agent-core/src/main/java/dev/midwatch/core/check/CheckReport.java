package dev.midwatch.core.check;

import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one cycle saw.
 *
 * @param ran      names of the checks that ran to their end
 * @param gaps     the checks that could not, each with its reason
 * @param findings merged and folded, roots first, most severe first
 * @param coverage what was looked at and what could not be seen
 * @param reads    by check, the resource types it lists
 */
public record CheckReport(
        Instant started,
        Duration took,
        Set<String> ran,
        List<Gap> gaps,
        List<Observed> findings,
        Coverage coverage,
        Map<String, List<ResourceType>> reads) {
    /** Through what a finding rolls up to an owner of that kind. */
    private static final Map<String, ResourceType> BETWEEN = Map.of(
            ResourceType.CRON_JOBS.kind(),
            ResourceType.JOBS,
            ResourceType.DEPLOYMENTS.kind(),
            ResourceType.REPLICA_SETS);

    /**
     * A check without a result.
     *
     * @param why a sentence; for what the cluster refused it is also in the coverage
     * @param bug whether the check itself failed, not the cluster
     */
    public record Gap(String check, String why, boolean bug) {}

    public CheckReport {
        ran = Set.copyOf(ran);
        gaps = List.copyOf(gaps);
        findings = List.copyOf(findings);
        reads = Map.copyOf(reads);
    }

    /** The same, with the time that reading the cluster took too. */
    public CheckReport took(Duration whole) {
        return new CheckReport(started, whole, ran, gaps, findings, coverage, reads);
    }

    /** The same, with checks that should have run and could not. */
    public CheckReport withGaps(List<Gap> more) {
        List<Gap> all = Stream.concat(gaps.stream(), more.stream()).toList();
        return new CheckReport(started, took, ran, all, findings, coverage, reads);
    }

    /** The findings that are told: those that no other explains. */
    public List<Observed> roots() {
        return findings.stream().filter(Observed::isRoot).toList();
    }

    /** The findings folded under one. */
    public List<Observed> explainedBy(Observed cause) {
        return findings.stream()
                .filter(one ->
                        one.causedBy().filter(cause.fingerprint()::equals).isPresent())
                .toList();
    }

    /** The same for somebody who looks once: what would have to last before it is told says so. */
    public CheckReport seenOnce() {
        List<Observed> remarked = findings.stream().map(Observed::seenOnce).toList();
        return new CheckReport(started, took, ran, gaps, remarked, coverage, reads);
    }

    /** Whether a check that reported the finding before ran again. */
    boolean looksAt(Observed finding) {
        return finding.checks().stream().anyMatch(ran::contains);
    }

    /** Whether the finding would be in this report if it were still there. */
    boolean wouldShow(Observed finding) {
        return looksAt(finding)
                && hiding(finding.checks(), finding.finding().subject())
                        .findAny()
                        .isEmpty()
                && couldRollUp(finding.finding().owner());
    }

    /**
     * Whether the finding may be there though this report does not show it: nobody looked, or what hides it may pass by itself.
     */
    boolean mayHide(Observed finding) {
        return !looksAt(finding)
                || hiding(finding.checks(), finding.finding().subject()).anyMatch(Coverage.Blind::inPassing)
                || !couldRollUp(finding.finding().owner());
    }

    /** While Jobs are not seen, what befalls a CronJob is found as its Job's, and so it is with Deployments. */
    private boolean couldRollUp(ObjectRef owner) {
        ResourceType between = BETWEEN.get(owner.kind());
        return between == null
                || coverage.blind().stream()
                        .filter(blind -> blind.inPassing() && blind.hides(owner.namespace()))
                        .noneMatch(blind -> blind.resource().equals(between.toString()));
    }

    /** Whether every check ran and everything it asked for was seen. */
    public boolean complete() {
        return gaps.isEmpty() && coverage.complete();
    }

    /**
     * What keeps these checks from seeing a finding about the subject: that the subject's own type could not be listed there, or that
     * anything they read failed in passing; a type that is always forbidden hides nothing that was found without it.
     */
    private Stream<Coverage.Blind> hiding(List<String> checks, ObjectRef subject) {
        List<ResourceType> types = checks.stream()
                .flatMap(check -> reads.getOrDefault(check, List.of()).stream())
                .toList();
        return coverage.blind().stream()
                .filter(blind -> blind.hides(subject.namespace()))
                .filter(blind -> types.stream()
                        .filter(type -> type.toString().equals(blind.resource()))
                        .anyMatch(type -> blind.inPassing() || type.kind().equals(subject.kind())));
    }
}
