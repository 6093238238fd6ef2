package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs jobs to completion, or to their backoff limit. */
final class JobController implements Reconciler {
    private static final String NAME = "job-controller";
    private final Cluster cluster;
    private final Events events;
    private final Pods pods;

    JobController(Cluster cluster, Events events) {
        this.cluster = cluster;
        this.events = events;
        this.pods = new Pods(cluster, events);
    }

    @Override
    public Optional<Instant> reconcile() {
        for (ObjectNode job : cluster.list("batch", "jobs", "")) {
            boolean over = Conditions.isTrue(job, "Complete") || Conditions.isTrue(job, "Failed");
            if (!Meta.deleting(job) && !over && !Json.at(job, "spec", "suspend").asBoolean()) {
                reconcile(job);
            }
        }
        return Optional.empty();
    }

    private void reconcile(ObjectNode job) {
        List<ObjectNode> owned = pods.owned(job);
        int succeeded = phase(owned, "Succeeded");
        int failed = phase(owned, "Failed");
        int wanted = Json.at(job, "spec", "completions").asInt(1);
        int limit = Json.at(job, "spec", "backoffLimit").asInt(6);
        int active = pods.active(job).size();
        boolean lost = failed > limit;
        if (!lost && succeeded < wanted) {
            int room = Math.min(Json.at(job, "spec", "parallelism").asInt(1), wanted - succeeded) - active;
            for (int i = 0; i < room; i++) {
                pods.create(job, Json.at(job, "spec", "template"), NAME, pod -> {});
            }
        }
        int running = pods.active(job).size();
        cluster.change("batch", "jobs", Meta.namespace(job), Meta.name(job), object -> {
            ObjectNode status = Json.child(object, "status");
            Json.setIfMissing(status, "startTime", Meta.time(cluster.now()));
            DeploymentStatus.count(status, "active", running);
            DeploymentStatus.count(status, "succeeded", succeeded);
            DeploymentStatus.count(status, "failed", failed);
            DeploymentStatus.count(
                    status, "ready", (int) owned.stream().filter(Pods::ready).count());
            if (succeeded >= wanted) {
                status.put("completionTime", Meta.time(cluster.now()));
                end(object, "SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods");
                end(object, "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
            } else if (lost) {
                String why = "Job has reached the specified backoff limit";
                end(object, "FailureTarget", "BackoffLimitExceeded", why);
                end(object, "Failed", "BackoffLimitExceeded", why);
            }
        });
        tell(job, succeeded >= wanted, lost);
    }

    private void tell(ObjectNode job, boolean complete, boolean lost) {
        if (complete) {
            events.normal(job, Events.Source.of(NAME), "Completed", "Job completed");
        } else if (lost) {
            events.warning(
                    job, Events.Source.of(NAME), "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }
    }

    private void end(ObjectNode job, String type, String reason, String message) {
        Conditions.set(job, new Conditions.Condition(type, "True", reason, message), cluster.now())
                .put("lastProbeTime", Meta.time(cluster.now()));
    }

    private static int phase(List<ObjectNode> pods, String phase) {
        return (int) pods.stream()
                .filter(pod -> Json.text(pod, "status", "phase").equals(phase))
                .count();
    }
}
