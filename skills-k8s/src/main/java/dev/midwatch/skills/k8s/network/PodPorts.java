package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.Json;
import dev.midwatch.skills.k8s.evidence.NearestName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports that the containers of a pod, or of a pod template, declare. */
record PodPorts(List<Json> ports) {
    /** @param spec of a pod */
    static PodPorts of(Json spec) {
        return new PodPorts(Stream.of("containers", "initContainers")
                .flatMap(list -> spec.get(list).items().stream())
                .flatMap(container -> container.get("ports").items().stream())
                .toList());
    }

    boolean isEmpty() {
        return ports.isEmpty();
    }

    boolean hasName(String name) {
        return ports.stream().anyMatch(port -> port.get("name").is(name));
    }

    boolean hasNumber(String number) {
        return ports.stream().anyMatch(port -> port.get("containerPort").is(number));
    }

    /** For a cause line: {@code its containers declare http 8080, metrics 9090; the nearest name is http}. */
    String words(String wanted) {
        if (ports.isEmpty()) {
            return "its containers declare no port";
        }
        List<String> names = ports.stream()
                .map(port -> port.get("name").text())
                .filter(name -> !name.isEmpty())
                .toList();
        return "its containers declare "
                + ports.stream().map(PodPorts::text).distinct().collect(Collectors.joining(", "))
                + NearestName.to(wanted, names)
                        .map(near -> "; the nearest name is " + near)
                        .orElse("");
    }

    private static String text(Json port) {
        return (port.get("name").text() + " " + port.get("containerPort").text()).strip();
    }
}
