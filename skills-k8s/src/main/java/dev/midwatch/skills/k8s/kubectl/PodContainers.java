package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The containers of a pod, as far as logs are concerned. */
record PodContainers(KubeObject pod) {
    private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

    List<String> regular() {
        return names("spec.containers");
    }

    List<String> initial() {
        return names("spec.initContainers");
    }

    /** In the order in which they start. */
    List<String> all() {
        List<String> all = new ArrayList<>(initial());
        all.addAll(regular());
        all.addAll(names("spec.ephemeralContainers"));
        return all;
    }

    /** The one whose log is shown when none is named. */
    String byDefault() {
        String chosen = pod.annotation(DEFAULT);
        return all().contains(chosen) ? chosen : regular().stream().findFirst().orElse("");
    }

    /** What kubectl says when it chose one out of several; empty if there is only one. */
    Optional<String> choice() {
        if (all().size() < 2 || !pod.annotation(DEFAULT).isEmpty()) {
            return Optional.empty();
        }
        List<String> told = new ArrayList<>(regular());
        initial().forEach(name -> told.add(name + " (init)"));
        names("spec.ephemeralContainers").forEach(name -> told.add(name + " (ephem)"));
        return Optional.of("Defaulted container \"%s\" out of: %s"
                .formatted(byDefault(), told.stream().collect(Collectors.joining(", "))));
    }

    private List<String> names(String path) {
        return pod.at(path).items().stream()
                .map((Json container) -> container.get("name").text())
                .toList();
    }
}
