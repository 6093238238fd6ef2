package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.LogTail;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a container that is not well has said: its probe by an event, the program by its log. A log is read for one pod of each
 * problem, and not for an endless number of problems; its error lines never make a problem by themselves.
 */
final class Words {
    private static final int LOGS_PER_RUN = 25;

    private final CheckContext context;
    private final Set<String> read = new HashSet<>();

    Words(CheckContext context) {
        this.context = context;
    }

    Finding of(KubeObject pod, ContainerState container, Optional<Event> probe, Finding finding) {
        boolean first = read.size() < LOGS_PER_RUN && read.add(finding.fingerprint());
        if (!first) {
            return probe.map(event -> ProbePort.quote(event, finding)).orElse(finding);
        }
        Finding told = probe.map(event -> ProbePort.explain(context, pod, event, finding))
                .orElse(finding);
        return LogTail.ofPresentRun(context, pod, container)
                .failure()
                .map(line -> told.evidence("log", line))
                .orElse(told);
    }
}
