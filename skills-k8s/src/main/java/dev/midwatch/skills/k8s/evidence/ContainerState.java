package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container of a pod as the kubelet last reported it.
 *
 * @param init  whether it is an init container
 * @param state {@code state} of its status: one of waiting, running, terminated
 * @param last  {@code lastState.terminated}: how its run before this one ended
 */
public record ContainerState(
        String name, boolean init, String image, boolean ready, long restarts, Json state, Json last) {
    private static final String[] KEPT = {"name", "image", "ready", "restartCount", "state", "lastState"};

    /** The fields of pods that {@link #of} reads, for a list permission. */
    public static List<String> fields() {
        return Stream.of("status.initContainerStatuses.", "status.containerStatuses.")
                .flatMap(list -> Stream.of(KEPT).map(list::concat))
                .toList();
    }

    /** All containers of a pod, init containers first. */
    public static List<ContainerState> of(KubeObject pod) {
        return Stream.concat(
                        pod.at("status.initContainerStatuses").items().stream().map(status -> of(status, true)),
                        pod.at("status.containerStatuses").items().stream().map(status -> of(status, false)))
                .toList();
    }

    /** Of a pod that failed, the container that did: a program before a sidecar, which is stopped with it and may not like it. */
    public static Optional<ContainerState> failed(KubeObject pod) {
        return of(pod).stream()
                .filter(container -> container.lastExit().filter(Exit::failed).isPresent())
                .min(Comparator.comparing(ContainerState::init));
    }

    private static ContainerState of(Json status, boolean init) {
        return new ContainerState(
                status.get("name").text(),
                init,
                status.get("image").text(),
                status.get("ready").isTrue(),
                status.get("restartCount").number(0),
                status.get("state"),
                status.at("lastState.terminated"));
    }

    /** Why it waits, {@code CrashLoopBackOff}; empty if it does not. */
    public String waitingFor() {
        return state.at("waiting.reason").text();
    }

    public String waitingMessage() {
        return state.at("waiting.message").text();
    }

    public boolean isRunning() {
        return state.get("running").isPresent();
    }

    /** When the present run began. */
    public Optional<Instant> runningSince() {
        return state.at("running.startedAt").time();
    }

    /** How it ended, if it is not running now and will not say more. */
    public Optional<Exit> ended() {
        return Exit.of(state.get("terminated"));
    }

    /** How the run before this one ended. */
    public Optional<Exit> endedBefore() {
        return Exit.of(last);
    }

    /** How it last ended, now or before. */
    public Optional<Exit> lastExit() {
        return ended().or(this::endedBefore);
    }
}
