package dev.midwatch.simulator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.object.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One container's way from created to running, and round again when it fails. */
final class Containers {
    private static final Duration START = Duration.ofSeconds(2);
    private static final Duration STABLE = Duration.ofMinutes(10);
    private final Cluster cluster;
    private final Faults faults;
    private final PodEvents events;
    private final References references;

    Containers(Cluster cluster, Events events, Faults faults) {
        this.cluster = cluster;
        this.faults = faults;
        this.events = new PodEvents(events);
        this.references = new References(cluster);
    }

    /** Whether the volumes can be mounted; the retry doubles up to two minutes. */
    boolean mounted(ObjectNode pod, ContainerRun run) {
        boolean begun = Json.objects(Json.at(pod, "status", "containerStatuses")).stream()
                .anyMatch(status -> status.path("restartCount").asInt() > 0
                        || !status.path("state").has("waiting")
                        || !Json.text(status, "state", "waiting", "reason").equals("ContainerCreating"));
        if (begun) {
            return true;
        }
        Optional<String> missing = references.missingVolume(pod);
        if (missing.isEmpty()) {
            return true;
        }
        if (run.due == null || !run.due.isAfter(cluster.now())) {
            events.warn(pod, "", "FailedMount", missing.get());
            run.failures++;
            run.due = cluster.now().plusSeconds(Math.min(120, 1L << Math.min(run.failures, 7)));
        }
        return false;
    }

    Optional<Instant> step(ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run, boolean mounted) {
        JsonNode state = status.path("state");
        if (state.has("running")) {
            return running(pod, spec, status, run);
        }
        if (state.has("terminated")) {
            return ended(pod, spec, status, run);
        }
        if (!mounted) {
            return Optional.empty();
        }
        if (run.due == null) {
            run.due = cluster.now().plus(START);
        }
        if (run.due.isAfter(cluster.now())) {
            return Optional.of(run.due);
        }
        return start(pod, spec, status, run);
    }

    private Optional<PodFault> fault(JsonNode pod, JsonNode spec) {
        return faults.of(pod, spec.path("name").asText(), cluster.now());
    }

    private Optional<Instant> start(ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run) {
        Optional<PodFault> fault = fault(pod, spec);
        if (fault.isPresent() && fault.get().kind() == PodFault.Kind.IMAGE_PULL) {
            return imageMissing(pod, spec, status, run, fault.get());
        }
        Optional<String> missing = references.missingVariable(pod, spec);
        if (missing.isPresent()) {
            wait(status, "CreateContainerConfigError", missing.get());
            events.warn(pod, name(spec), "Failed", "Error: " + missing.get());
            run.due = cluster.now().plusSeconds(12);
            return Optional.of(run.due);
        }
        boolean again = status.path("restartCount").asInt() > 0 || run.ran;
        if (run.ran) {
            status.put("restartCount", status.path("restartCount").asInt() + 1);
        }
        run.restart();
        run.started = cluster.now();
        run.end = null;
        events.started(pod, spec, again);
        ObjectNode state = status.putObject("state");
        state.putObject("running").put("startedAt", Meta.time(cluster.now()));
        String digest = Names.hash(spec.path("image").asText());
        String hex = java.util
                .UUID
                .nameUUIDFromBytes(digest.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        String plain = spec.path("image").asText().split("@")[0].replaceFirst(":[^/:]*$", "");
        status.put("imageID", plain + "@sha256:" + hex + hex);
        status.put(
                "containerID",
                "containerd://" + (cluster.names().uid() + cluster.names().uid()).replace("-", ""));
        status.put("started", true).put("ready", false);
        StartLines.write(run, pod, spec, faults, cluster.now());
        return running(pod, spec, status, run);
    }

    private static String name(JsonNode spec) {
        return spec.path("name").asText();
    }

    private static void wait(ObjectNode status, String reason, String message) {
        ObjectNode waiting = status.putObject("state").putObject("waiting").put("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
        status.put("ready", false).put("started", false);
    }

    private Optional<Instant> imageMissing(
            ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run, PodFault fault) {
        String image = spec.path("image").asText();
        boolean trying = !Json.text(status, "state", "waiting", "reason").equals("ErrImagePull");
        if (trying) {
            run.failures++;
            String why = "failed to pull and unpack image \"" + image + "\": " + fault.message();
            events.failedPull(pod, name(spec), image, why);
            wait(status, "ErrImagePull", why);
            run.due = cluster.now().plus(Duration.ofSeconds(2));
        } else {
            String why = "Back-off pulling image \"" + image + "\"";
            events.backOffPull(pod, name(spec), why);
            wait(status, "ImagePullBackOff", why + ": ErrImagePull: " + fault.message());
            run.due = cluster.now().plus(ContainerRun.backoff(run.failures));
        }
        return Optional.of(run.due);
    }

    private Optional<Instant> running(ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run) {
        Instant now = cluster.now();
        if (run.started == null) {
            run.started =
                    Meta.time(Json.at(status, "state", "running", "startedAt")).orElse(now);
            run.ran = true;
        }
        Optional<PodFault> fault = fault(pod, spec);
        if (fault.isPresent()
                && List.of(PodFault.Kind.CRASH, PodFault.Kind.OOM)
                        .contains(fault.get().kind())) {
            if (run.end == null) {
                Instant planned = run.started.plus(fault.get().after());
                run.end = planned.isAfter(now)
                        ? planned
                        : now.plusSeconds(1 + cluster.names().number(4));
            }
            if (!run.end.isAfter(now)) {
                return crash(pod, spec, status, run, fault.get());
            }
        } else {
            run.end = completion(pod, run);
            if (run.end != null && !run.end.isAfter(now)) {
                terminate(status, run, 0, "Completed");
                return Optional.empty();
            }
        }
        if (now.isAfter(run.started.plus(STABLE))) {
            run.failures = 0;
        }
        return Reconciler.earliest(Optional.ofNullable(run.end), ready(pod, spec, status, run, fault));
    }

    /** A container of a job ends by itself. */
    private Instant completion(ObjectNode pod, ContainerRun run) {
        if (Json.text(pod, "spec", "restartPolicy").equals("Always")) {
            return null;
        }
        long seconds = faults.behaviour(pod)
                .map(Faults.Behaviour::runsForSeconds)
                .filter(set -> set > 0)
                .orElse(20L);
        return run.started.plusSeconds(seconds);
    }

    private Optional<Instant> ready(
            ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run, Optional<PodFault> fault) {
        Instant now = cluster.now();
        if (fault.isPresent() && fault.get().kind() == PodFault.Kind.NOT_READY) {
            status.put("ready", false);
            if (!run.lastTold.plusSeconds(30).isAfter(now)) {
                run.lastTold = now;
                events.warn(
                        pod,
                        name(spec),
                        "Unhealthy",
                        "Readiness probe failed: " + fault.get().message());
            }
            return Optional.of(run.lastTold.plusSeconds(30));
        }
        long delay = Json.at(spec, "readinessProbe", "initialDelaySeconds").asLong(0);
        boolean probed = spec.has("readinessProbe");
        Instant at = run.started.plusSeconds(probed ? Math.max(delay, 3) : 0);
        if (at.isAfter(now)) {
            return Optional.of(at);
        }
        status.put("ready", true);
        return Optional.empty();
    }

    private Optional<Instant> crash(
            ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run, PodFault fault) {
        boolean outOfMemory = fault.kind() == PodFault.Kind.OOM;
        fault.log().forEach(line -> run.write(cluster.now(), line));
        terminate(status, run, fault.exitCode(), outOfMemory ? "OOMKilled" : "Error");
        run.failures++;
        return ended(pod, spec, status, run);
    }

    private void terminate(ObjectNode status, ContainerRun run, int exitCode, String reason) {
        ObjectNode terminated = status.putObject("state").putObject("terminated");
        terminated
                .put("exitCode", exitCode)
                .put("reason", reason)
                .put("startedAt", Meta.time(run.started))
                .put("finishedAt", Meta.time(cluster.now()))
                .put("containerID", status.path("containerID").asText());
        status.put("ready", false).put("started", false);
        run.due = null;
    }

    /** The first failure is restarted at once; later ones wait in CrashLoopBackOff. */
    private Optional<Instant> ended(ObjectNode pod, JsonNode spec, ObjectNode status, ContainerRun run) {
        boolean good = Json.at(status, "state", "terminated", "exitCode").asInt() == 0;
        String policy = Json.text(pod, "spec", "restartPolicy");
        if (policy.equals("Never") || policy.equals("OnFailure") && good) {
            return Optional.empty();
        }
        if (run.due == null && run.failures <= 1) {
            run.due = cluster.now().plusSeconds(1);
            return Optional.of(run.due);
        }
        if (run.due != null && run.due.isAfter(cluster.now())) {
            return Optional.of(run.due);
        }
        ObjectNode terminated = (ObjectNode) Json.at(status, "state", "terminated");
        status.putObject("lastState").set("terminated", terminated.deepCopy());
        if (run.failures <= 1) {
            return start(pod, spec, status, run);
        }
        Duration wait = ContainerRun.backoff(run.failures - 1);
        String who = Meta.name(pod) + "_" + Meta.namespace(pod) + "(" + Meta.uid(pod) + ")";
        wait(
                status,
                "CrashLoopBackOff",
                "back-off " + spoken(wait) + " restarting failed container=" + name(spec) + " pod=" + who);
        events.warn(
                pod, name(spec), "BackOff", "Back-off restarting failed container " + name(spec) + " in pod " + who);
        run.due = cluster.now().plus(wait);
        return Optional.of(run.due);
    }

    private static String spoken(Duration wait) {
        long minutes = wait.toMinutes();
        return (minutes > 0 ? minutes + "m" : "") + wait.toSecondsPart() + "s";
    }
}
