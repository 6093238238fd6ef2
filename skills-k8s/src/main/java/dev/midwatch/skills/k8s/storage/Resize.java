package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Optional;

/** Where the growing of a claim stands, as its conditions and resource statuses say. */
enum Resize {
    REFUSED("refused", "the volume cannot be made that large", List.of("ControllerResizeError", "NodeResizeError")),
    WAITS_FOR_POD(
            "file-system",
            "the volume is larger, its file system is not; it grows when a pod mounts the claim anew",
            List.of("FileSystemResizePending")),
    AT_WORK("", "the driver has not answered", List.of("Resizing"));

    private final String causeClass;
    private final String words;
    private final List<String> conditions;

    Resize(String causeClass, String words, List<String> conditions) {
        this.causeClass = causeClass;
        this.words = words;
        this.conditions = conditions;
    }

    /** Empty of a claim that is as large as it is to be. */
    static Optional<Resize> of(KubeObject claim) {
        boolean infeasible = claim.at("status.allocatedResourceStatuses").textMembers().values().stream()
                .anyMatch(status -> status.endsWith("Infeasible"));
        if (infeasible) {
            return Optional.of(REFUSED);
        }
        for (Resize state : values()) {
            if (state.condition(claim).isPresent()) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    Optional<Condition> condition(KubeObject claim) {
        return conditions.stream()
                .flatMap(type -> claim.condition(type).stream())
                .filter(Condition::isTrue)
                .findFirst();
    }

    String causeClass() {
        return causeClass;
    }

    String words() {
        return words;
    }
}
