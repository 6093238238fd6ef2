package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Exit;
import dev.midwatch.skills.k8s.evidence.LogTail;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Resolving;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells the crashes of one run. Logs are read for one pod of each problem only, and not for an endless number of problems: when half
 * a cluster crashes its cause is not in the fiftieth log.
 */
final class CrashReport {
    private static final int LOGS_PER_RUN = 25;
    private static final Set<String> RESTARTABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private final CheckContext context;
    private final Waves waves;
    private final DownNodes downNodes;
    private final Set<String> explained = new HashSet<>();

    CrashReport(CheckContext context, Waves waves) {
        this.context = context;
        this.waves = waves;
        this.downNodes = DownNodes.of(context);
    }

    Finding of(KubeObject pod, ContainerState container, Crash crash, Optional<Event> probe) {
        String probed = probe.flatMap(Probe::of).map(Probe::words).orElse("");
        ObjectRef owner = PodOrigin.owner(context, pod);
        Finding finding = Finding.of(crash.reason(), crash.severity(container), pod.ref())
                .owner(owner)
                .causeClass(container.name())
                .summary("Container %s of %s %s".formatted(container.name(), pod, crash.words(probed)))
                .since(since(pod, container, crash))
                .dependsOn(downNodes.under(pod, waves.blame(pod, container)))
                .look("kubectl -n %s logs %s -c %s%s"
                        .formatted(
                                pod.namespace(),
                                pod.name(),
                                container.name(),
                                container.restarts() > 0 ? " --previous" : ""))
                .evidence("last exit", container.lastExit().map(Exit::text).orElse(""))
                .evidence("restarts", Long.toString(container.restarts()));
        boolean first = explained.size() < LOGS_PER_RUN && explained.add(finding.fingerprint());
        if (!first) {
            return finding;
        }
        if (crash.forMemory()) {
            Finding told = MemoryEvidence.of(context, pod, container).addTo(finding);
            // Whether it or its node was short, nobody can say then.
            return waves.blame(pod, container).isEmpty()
                    ? told
                    : told.cause("containers of several workloads were killed on its node within minutes");
        }
        return crash.byProbe()
                ? ProbePort.explain(context, pod, probe.get(), finding)
                        .evidence(
                                "log",
                                LogTail.ofLastRun(context, pod, container).text())
                : explainByLog(finding, pod, container, crash);
    }

    private static Optional<Instant> since(KubeObject pod, ContainerState container, Crash crash) {
        Optional<Instant> ended = container.lastExit().flatMap(Exit::finished);
        return crash.goesOn() ? Pods.notReadySince(pod).or(() -> ended) : ended;
    }

    private Finding explainByLog(Finding finding, KubeObject pod, ContainerState container, Crash crash) {
        LogTail log = LogTail.ofLastRun(context, pod, container);
        Optional<Exit> exit = container.lastExit();
        String message = exit.map(Exit::message).orElse("");
        // It may be the end of the log once more.
        LogTail said = message.isBlank() ? log : LogTail.of(message);
        Optional<CrashCause.Found> found =
                CrashCause.of(exit, said.lastWords()).or(() -> CrashCause.of(exit, log.lastWords()));
        Optional<CrashCause> cause = found.map(CrashCause.Found::cause);
        String words = found.map(CrashCause.Found::line).orElse(said.tellingLine());
        String line = cause.map(CrashCause::words)
                        .orElse(exit.map(Exit::text).map("exit "::concat).orElse(""))
                + (words.isEmpty() ? "" : ": " + OneLine.of(words));
        Finding told = withDns(finding, pod, log).cause(line).evidence("log", log.text());
        boolean mayHelp = crash.mayStartAfresh()
                && cause.filter(CrashCause::passing).isPresent()
                && RESTARTABLE.contains(told.owner().kind());
        return mayHelp ? told.remedy("rollout_restart", restartOf(told.owner())) : told;
    }

    private Finding withDns(Finding finding, KubeObject pod, LogTail log) {
        return log.lines().stream().anyMatch(Resolving::fails)
                ? finding.dependsOn(Stream.concat(
                                finding.dependsOn().stream(), Resolving.explainedBy(context, pod.namespace()).stream())
                        .toList())
                : finding;
    }

    private static Map<String, String> restartOf(ObjectRef owner) {
        return Map.of(
                "kind", owner.kind().toLowerCase(Locale.ROOT), "namespace", owner.namespace(), "name", owner.name());
    }
}
