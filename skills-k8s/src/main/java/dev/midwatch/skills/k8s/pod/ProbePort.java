package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Event;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A probe that asks a port its container does not open. A port need not be declared to be open, so it counts only where the probe
 * meets nobody there. Read for the few pods whose probes fail.
 */
record ProbePort(String asked, List<String> open) {
    private static final Pattern NOBODY = Pattern.compile(
            "connection refused|unresolved port|couldn't find port|no such port|timeout: failed to connect service",
            Pattern.CASE_INSENSITIVE);

    /** The finding with the probe's own words as its cause, and before them the port, if that is wrong. */
    static Finding explain(CheckContext context, KubeObject pod, Event event, Finding finding) {
        Finding told = quote(event, finding);
        return of(context, pod, event)
                .map(port -> told.cause(port.words() + ": " + told.cause()))
                .orElse(told);
    }

    /** The finding with the probe's own words as its cause. */
    static Finding quote(Event event, Finding finding) {
        return finding.cause(OneLine.of(event.message())).evidence("probe failures", Long.toString(event.count()));
    }

    private static Optional<ProbePort> of(CheckContext context, KubeObject pod, Event event) {
        if (!NOBODY.matcher(event.message()).find()) {
            return Optional.empty();
        }
        return read(context, pod).stream()
                .flatMap(whole -> Stream.of("spec.initContainers", "spec.containers")
                        .flatMap(list -> whole.at(list).items().stream()))
                .filter(container ->
                        event.container().isEmpty() || container.get("name").is(event.container()))
                .flatMap(container -> Probe.of(event).flatMap(probe -> wrong(container, probe)).stream())
                .findFirst();
    }

    private static Optional<KubeObject> read(CheckContext context, KubeObject pod) {
        try {
            return context.cluster().find(ResourceType.PODS, pod.namespace(), pod.name());
        } catch (ClusterException unreadable) {
            // The probe's own words are told all the same.
            return Optional.empty();
        }
    }

    private static Optional<ProbePort> wrong(Json container, Probe probe) {
        List<Json> ports = container.get("ports").items();
        String asked = Stream.of("httpGet", "tcpSocket", "grpc")
                .map(way -> container.get(probe.field()).get(way).get("port").text())
                .filter(port -> !port.isEmpty())
                .findFirst()
                .orElse("");
        boolean known = ports.stream()
                .anyMatch(port ->
                        port.get("containerPort").is(asked) || port.get("name").is(asked));
        return asked.isEmpty() || known || ports.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ProbePort(asked, ports.stream().map(ProbePort::text).toList()));
    }

    private static String text(Json port) {
        String name = port.get("name").text();
        return port.get("containerPort").text() + (name.isEmpty() ? "" : " (" + name + ")");
    }

    private String words() {
        return "it asks port %s, but the container opens %s"
                .formatted(asked, open.stream().collect(Collectors.joining(", ")));
    }
}
