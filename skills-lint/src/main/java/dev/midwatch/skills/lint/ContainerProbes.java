package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Programs that a Service sends requests to before anybody knows that they answer. What no Service leads to needs no readiness probe,
 * and a liveness probe is a matter of taste.
 */
final class ContainerProbes implements Hygiene {
    @Override
    public String name() {
        return "container-probes";
    }

    @Override
    public String description() {
        return "Workloads behind a Service without a readiness probe";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        PodSpec.permissions(
                                "metadata.labels",
                                "spec.readinessGates",
                                "spec.containers.name",
                                "spec.containers.readinessProbe",
                                "spec.initContainers.name",
                                "spec.initContainers.restartPolicy",
                                "spec.initContainers.readinessProbe")
                                .stream(),
                        Stream.of(Permission.list(
                                ResourceType.SERVICES, "spec.selector", "spec.type", "spec.publishNotReadyAddresses")))
                .toList();
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> services = context.cluster().list(ResourceType.SERVICES);
        List<Finding> findings = new ArrayList<>();
        for (PodSpec pod : PodSpec.in(context)) {
            List<String> leading = services.stream()
                    .filter(service -> leadsTo(service, pod))
                    .map(KubeObject::name)
                    .toList();
            boolean probed = pod.spec().get("readinessGates").items().size() > 0
                    || pod.programs().stream()
                            .anyMatch(container ->
                                    container.get("readinessProbe").members().size() > 0);
            if (pod.runsForever() && !leading.isEmpty() && !probed) {
                findings.add(pod.about(
                        context,
                        Finding.info("NoReadinessProbe", pod.writer())
                                .summary("%s gets requests before it is known to answer".formatted(pod.writer()))
                                .cause("none of its containers has a readiness probe, and Service %s leads to it"
                                        .formatted(PodSpec.few(leading))),
                        names(pod)));
            }
        }
        return findings;
    }

    private static boolean leadsTo(KubeObject service, PodSpec pod) {
        Map<String, String> selector = service.at("spec.selector").textMembers();
        return service.namespace().equals(pod.writer().namespace())
                && !selector.isEmpty()
                && !service.at("spec.type").is("ExternalName")
                && !service.at("spec.publishNotReadyAddresses").isTrue()
                && pod.labels().entrySet().containsAll(selector.entrySet());
    }

    private static List<String> names(PodSpec pod) {
        return pod.programs().stream()
                .map(container -> container.get("name"))
                .map(Json::text)
                .toList();
    }
}
