package dev.midwatch.core.incident;

import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.stream.Stream;

/** What of an object tells that somebody changed it. */
record OwnerState(String uid, long generation, String images) {
    private static final List<String> POD_SPECS =
            List.of("spec", "spec.template.spec", "spec.jobTemplate.spec.template.spec");

    static OwnerState of(KubeObject object) {
        List<String> images = POD_SPECS.stream()
                .flatMap(path -> Stream.of("initContainers", "containers")
                        .flatMap(list -> object.at(path + "." + list).items().stream()))
                .map(container -> container.get("image").text())
                .filter(image -> !image.isEmpty())
                .toList();
        return new OwnerState(object.uid(), object.at("metadata.generation").number(0), String.join(", ", images));
    }

    /** What ended a finding on the object that was like this before, judged by how it is now. */
    Ending endingOf(OwnerState before) {
        if (!uid.equals(before.uid)) {
            return Ending.of(Ending.Kind.REMOVAL);
        }
        if (!images.equals(before.images)) {
            return new Ending(Ending.Kind.CHANGE, "image %s to %s".formatted(before.images, images));
        }
        return generation == before.generation
                ? Ending.of(Ending.Kind.ITSELF)
                : new Ending(Ending.Kind.CHANGE, "spec, generation %d to %d".formatted(before.generation, generation));
    }
}
