package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a container ended.
 *
 * @param code    exit code
 * @param reason  {@code Error}, {@code OOMKilled}, {@code Completed}
 * @param message the container's own termination message, may be empty; untrusted
 */
public record Exit(long code, String reason, String message, Optional<Instant> started, Optional<Instant> finished) {
    private static final Map<Long, String> MEANINGS = Map.of(
            126L, "the command cannot be executed",
            127L, "a command was not found in the image",
            132L, "illegal instruction, often an image for another processor",
            134L, "aborted itself",
            137L, "killed",
            139L, "segmentation fault",
            143L, "asked to stop");
    /** Of these the runtime, and not the program, gives the code. */
    private static final Map<String, String> OF_THE_RUNTIME = Map.of(
            "StartError", "the container could not be started",
            "ContainerCannotRun", "the container could not be started",
            "ContainerStatusUnknown", "nobody saw how it ended",
            "Unknown", "lost with its node or runtime");

    static Optional<Exit> of(Json terminated) {
        return terminated.isPresent()
                ? Optional.of(new Exit(
                        terminated.get("exitCode").number(0),
                        terminated.get("reason").text(),
                        terminated.get("message").text(),
                        terminated.get("startedAt").time(),
                        terminated.get("finishedAt").time()))
                : Optional.empty();
    }

    public boolean failed() {
        return code != 0;
    }

    /** How long the run lasted, as far as it is known. */
    public Optional<Duration> lasted() {
        return started.flatMap(start -> finished.map(end -> Duration.between(start, end)));
    }

    public boolean outOfMemory() {
        return reason.equals("OOMKilled");
    }

    /** For people: {@code 127 Error: a command was not found in the image}. */
    public String text() {
        String meaning = OF_THE_RUNTIME.getOrDefault(reason, MEANINGS.get(code));
        return (code + " " + reason).strip() + (meaning == null || outOfMemory() ? "" : ": " + meaning);
    }
}
