package dev.midwatch.api.kube;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which log lines of a pod to read.
 *
 * @param container  empty for the pod's only or default container
 * @param previous   the run before the last restart
 * @param tail       at most this many last lines, 1 to 10,000
 * @param since      only lines younger than this, if given
 * @param timestamps whether each line starts with its time
 */
public record LogQuery(
        String namespace,
        String pod,
        String container,
        boolean previous,
        int tail,
        Optional<Duration> since,
        boolean timestamps) {
    public LogQuery {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(pod, "pod");
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(since, "since");
        if (tail < 1 || tail > 10_000) {
            throw new IllegalArgumentException("tail " + tail + ": 1 to 10000 lines");
        }
    }

    /** The last lines of the pod's default container. */
    public static LogQuery of(String namespace, String pod, int tail) {
        return new LogQuery(namespace, pod, "", false, tail, Optional.empty(), false);
    }

    public LogQuery container(String name) {
        return new LogQuery(namespace, pod, name, previous, tail, since, timestamps);
    }

    /** The same of the run before the last restart. */
    public LogQuery beforeRestart() {
        return new LogQuery(namespace, pod, container, true, tail, since, timestamps);
    }
}
