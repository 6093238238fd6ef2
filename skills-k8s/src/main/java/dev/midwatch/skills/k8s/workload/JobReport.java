package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Exit;
import dev.midwatch.skills.k8s.evidence.LogTail;
import java.util.Optional;

/** Tells the Jobs of one run that gave up; the logs of the first of them say why. */
final class JobReport {
    private static final int LOGS_PER_RUN = 25;

    private final CheckContext context;
    private int told;

    JobReport(CheckContext context) {
        this.context = context;
    }

    /** @param pod its last one, if there is one still */
    Finding of(KubeObject job, Condition failure, Optional<KubeObject> pod) {
        boolean withLog = told++ < LOGS_PER_RUN;
        Finding finding = Finding.warning("JobFailed", job)
                .owner(context.owner(job))
                .causeClass(failure.reason())
                .summary("%s has failed: %s".formatted(job, words(failure.reason())))
                .cause(OneLine.of(failure.message()))
                .evidence("failed pods", job.at("status.failed").text())
                .since(failure.since())
                // Of a Job that took too long the pods are gone, and their logs with them.
                .look("kubectl -n %s %s"
                        .formatted(job.namespace(), (pod.isPresent() ? "logs job/" : "describe job ") + job.name()));
        return pod.flatMap(last ->
                        ContainerState.failed(last).map(container -> explain(finding, last, container, withLog)))
                .orElse(finding);
    }

    private static String words(String reason) {
        return switch (reason) {
            case "BackoffLimitExceeded" -> "it used up its retries";
            case "DeadlineExceeded" -> "it took longer than it may";
            case "PodFailurePolicy" -> "its pod failed in a way that is not retried";
            default -> reason.isEmpty() ? "it gave up" : reason;
        };
    }

    private Finding explain(Finding finding, KubeObject pod, ContainerState container, boolean withLog) {
        String exit = container.lastExit().map(Exit::text).orElse("");
        Finding told = finding.evidence("last exit", exit)
                .cause("container %s ended with %s".formatted(container.name(), exit));
        if (!withLog) {
            return told;
        }
        LogTail log = LogTail.ofLastRun(context, pod, container);
        String words = log.tellingLine();
        return told.evidence("log", log.text())
                .cause(words.isEmpty() ? told.cause() : "exit %s: %s".formatted(exit, OneLine.of(words)));
    }
}
