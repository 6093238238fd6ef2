package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What containers may do to their node. A container that names no user runs as its image says, which the API does not know; only one
 * that is told to be root is said to be.
 */
final class ContainerSecurity implements Hygiene {
    @Override
    public String name() {
        return "container-security";
    }

    @Override
    public String description() {
        return "Containers that are privileged, run as root or have no security context";
    }

    @Override
    public List<Permission> permissions() {
        return PodSpec.permissions(
                "spec.securityContext",
                "spec.hostUsers",
                "spec.os.name",
                "spec.nodeSelector",
                "spec.containers.name",
                "spec.containers.securityContext",
                "spec.initContainers.name",
                "spec.initContainers.securityContext");
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (PodSpec pod : PodSpec.in(context)) {
            List<String> privileged = named(pod, ContainerSecurity::isPrivileged);
            List<String> root = named(pod, container -> isRoot(pod, container) && !isPrivileged(container));
            List<String> bare = named(pod, container -> isBare(pod, container));
            if (!privileged.isEmpty()) {
                findings.add(pod.about(
                        context,
                        Finding.info("ContainerPrivileged", pod.writer())
                                .summary("%s has a privileged container".formatted(pod.writer()))
                                .cause("whoever breaks into it owns the node"),
                        privileged));
            }
            if (!root.isEmpty()) {
                findings.add(pod.about(
                        context,
                        Finding.info("ContainerRunsAsRoot", pod.writer())
                                .summary("%s has a container that is told to run as root".formatted(pod.writer()))
                                .cause("runAsUser is 0"),
                        root));
            }
            if (!bare.isEmpty()) {
                findings.add(pod.about(
                        context,
                        Finding.info("NoSecurityContext", pod.writer())
                                .summary("%s has no security context".formatted(pod.writer()))
                                .cause("its image decides whether it runs as root"),
                        bare));
            }
        }
        return findings;
    }

    private static List<String> named(PodSpec pod, Predicate<Json> flaw) {
        return pod.containers().stream()
                .filter(flaw)
                .map(container -> container.get("name").text())
                .toList();
    }

    private static boolean isPrivileged(Json container) {
        return container.at("securityContext.privileged").isTrue();
    }

    /** In a user namespace of its own, root is nobody on the node. */
    private static boolean isRoot(PodSpec pod, Json container) {
        Json own = container.at("securityContext.runAsUser");
        Json user = own.isPresent() ? own : pod.spec().at("securityContext.runAsUser");
        boolean apart = pod.spec().get("hostUsers").is("false");
        return user.is("0") && !apart && !pod.isOfWindows();
    }

    private static boolean isBare(PodSpec pod, Json container) {
        return container.get("securityContext").members().isEmpty()
                && pod.spec().get("securityContext").members().isEmpty()
                && !pod.isOfWindows();
    }
}
