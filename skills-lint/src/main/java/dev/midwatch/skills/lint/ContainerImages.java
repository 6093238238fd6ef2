package dev.midwatch.skills.lint;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Images of which nobody can say what runs, and those from registries that are not wanted. A digest says more than any tag. */
final class ContainerImages implements Hygiene {
    private static final String REGISTRIES = "allowed_registries";

    @Override
    public String name() {
        return "container-images";
    }

    @Override
    public String description() {
        return "Images without a tag, tagged latest, or from a registry that is not allowed";
    }

    @Override
    public List<Permission> permissions() {
        return PodSpec.permissions(
                "spec.containers.name",
                "spec.containers.image",
                "spec.initContainers.name",
                "spec.initContainers.image");
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                SKIPPED,
                new Setting(
                        REGISTRIES, List.of(), "registries, or paths in them, that images may come from; empty: any"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (PodSpec pod : PodSpec.in(context)) {
            List<String> allowed = context.texts(REGISTRIES, pod.writer());
            List<String> untagged = images(pod, Image::isUntagged);
            List<String> latest = images(pod, Image::isLatest);
            List<String> foreign = allowed.isEmpty() ? List.of() : images(pod, image -> !image.isFrom(allowed));
            if (!untagged.isEmpty()) {
                findings.add(pod.about(
                                context,
                                Finding.info("ImageUntagged", pod.writer())
                                        .summary("%s has an image without a tag".formatted(pod.writer()))
                                        .cause(
                                                "nobody can say which version runs, and the next pull may bring another"),
                                List.of())
                        .evidence("images", PodSpec.few(untagged)));
            }
            if (!latest.isEmpty()) {
                findings.add(pod.about(
                                context,
                                Finding.info("ImageLatest", pod.writer())
                                        .summary("%s has an image tagged latest".formatted(pod.writer()))
                                        .cause("the next pull may bring another version"),
                                List.of())
                        .evidence("images", PodSpec.few(latest)));
            }
            if (!foreign.isEmpty()) {
                findings.add(pod.about(
                                context,
                                Finding.info("RegistryNotAllowed", pod.writer())
                                        .summary("%s has an image from a registry that is not allowed"
                                                .formatted(pod.writer()))
                                        .cause("allowed are " + PodSpec.few(allowed)),
                                List.of())
                        .evidence("images", PodSpec.few(foreign)));
            }
        }
        return findings;
    }

    private static List<String> images(PodSpec pod, Predicate<Image> flaw) {
        return pod.containers().stream()
                .map(container -> container.get("image").text())
                .filter(image -> !image.isEmpty() && flaw.test(Image.of(image)))
                .distinct()
                .toList();
    }
}
