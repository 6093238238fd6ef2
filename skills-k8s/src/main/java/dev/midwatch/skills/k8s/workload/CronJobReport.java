package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells of a CronJob in trouble. */
record CronJobReport(KubeObject cronJob) {
    Finding notUnderstood(String cause) {
        return about(Finding.warning("CronJobScheduleInvalid", cronJob))
                .summary("The schedule of %s is not understood".formatted(cronJob))
                .cause(cause);
    }

    Finding neverComes() {
        return about(Finding.warning("CronJobScheduleInvalid", cronJob))
                .summary("The schedule of %s never comes".formatted(cronJob))
                .cause("no month has such a day");
    }

    Finding missed(Instant due, Optional<Instant> started, Optional<Event> event) {
        return about(Finding.warning("CronJobMissed", cronJob))
                .summary("%s was due and was not started".formatted(cronJob))
                .cause(event.map(Event::message).map(OneLine::of).orElse(""))
                .evidence("due", due.toString())
                .evidence("last started", started.map(Instant::toString).orElse("never"))
                .dependsOn(event.map(Event::message)
                        .map(message -> NamedInMessage.blamed(cronJob.namespace(), message))
                        .orElse(List.of()))
                .since(due);
    }

    Finding deadlineTooShort(Instant due, long seconds) {
        return about(Finding.warning("CronJobDeadlineTooShort", cronJob))
                .summary("%s was due and was not started: its deadline is %d seconds".formatted(cronJob, seconds))
                .cause("a controller that is busy for longer lets the run go")
                .since(due);
    }

    Finding heldBack(Instant due) {
        String runs = cronJob.at("status.active").items().stream()
                .map(job -> job.get("name").text())
                .collect(Collectors.joining(", "));
        return about(Finding.warning("CronJobHeldBack", cronJob))
                .summary("%s does not start, since an earlier run does not end".formatted(cronJob))
                .cause("Job %s is still active, and two runs may not overlap".formatted(runs))
                .since(due)
                // What keeps the pods of that run from ending says more.
                .dependsOn(cronJob.ref());
    }

    Finding notSucceeding(Optional<Instant> success, Instant second) {
        return about(Finding.warning("CronJobNotSucceeding", cronJob))
                .summary(
                        success.isPresent()
                                ? "%s has not succeeded for two periods".formatted(cronJob)
                                : "%s has never succeeded".formatted(cronJob))
                .evidence("last success", success.map(Instant::toString).orElse("never"))
                .since(success.orElse(second))
                // Its failed Job, which it owns, says why.
                .dependsOn(cronJob.ref());
    }

    private Finding about(Finding finding) {
        String zone = cronJob.at("spec.timeZone").text();
        return finding.evidence("schedule", (cronJob.at("spec.schedule").text() + " " + zone).strip())
                .look("kubectl -n %s describe cronjob %s".formatted(cronJob.namespace(), cronJob.name()));
    }
}
