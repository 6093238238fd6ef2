package dev.midwatch.skills.k8s.lifecycle;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Namespaces that were deleted and do not go. */
public final class NamespaceTerminating implements Check {
    private static final int FEW_PODS = 5;

    @Override
    public String name() {
        return "namespace-terminating";
    }

    @Override
    public String description() {
        return "Namespaces that were deleted and do not go";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NAMESPACES, "status.phase", "status.conditions", "spec.finalizers"),
                Permission.list(ResourceType.PODS, "metadata.deletionTimestamp"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(5), "how long a namespace may take to go"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject namespace : context.cluster().list(ResourceType.NAMESPACES)) {
            if (namespace.deletionRequested().isPresent()
                    && Age.reached(context, namespace.deletionRequested(), "after", namespace)) {
                Remains remains = Remains.of(namespace);
                List<KubeObject> pods = leavingPods(context, namespace.name());
                if (!remains.areOnlyPods() || pods.stream().noneMatch(pod -> hasTime(context, pod))) {
                    findings.add(finding(context, namespace, remains, pods));
                }
            }
        }
        return findings;
    }

    /** The time of a pod's deletion is that at which its grace ends. */
    private static boolean hasTime(CheckContext context, KubeObject pod) {
        return pod.deletionRequested().filter(end -> end.isAfter(context.now())).isPresent();
    }

    private static Finding finding(CheckContext context, KubeObject namespace, Remains remains, List<KubeObject> pods) {
        String name = namespace.name();
        String look = remains.undiscovered().isEmpty()
                ? remains.resources().isEmpty()
                        ? "kubectl get namespace %s -o yaml".formatted(name)
                        : "kubectl -n %s get %s -o yaml".formatted(name, String.join(",", remains.resources()))
                : "kubectl get apiservices";
        return Finding.warning("NamespaceTerminating", namespace)
                .causeClass(remains.cause())
                .summary("%s was deleted and does not go".formatted(namespace))
                .cause(remains.line())
                .evidence("remaining", String.join(", ", remains.resources()))
                .since(namespace.deletionRequested())
                .dependsOn(causes(context, remains, pods))
                .look(look);
    }

    /** The API that is away, and the pods that do not go. */
    private static List<ObjectRef> causes(CheckContext context, Remains remains, List<KubeObject> pods) {
        List<ObjectRef> causes = new ArrayList<>();
        for (String api : remains.undiscovered()) {
            String[] part = api.split("/");
            causes.add(ObjectRef.of(ResourceType.API_SERVICES, "", part[1] + "." + part[0]));
        }
        if (remains.resources().contains("pods")) {
            pods.stream()
                    .limit(FEW_PODS)
                    .flatMap(pod -> Stream.of(pod.ref(), context.owner(pod)))
                    .distinct()
                    .forEach(causes::add);
        }
        return causes;
    }

    private static List<KubeObject> leavingPods(CheckContext context, String namespace) {
        try {
            return context.cluster().list(ListQuery.of(ResourceType.PODS).in(namespace)).stream()
                    .filter(pod -> pod.deletionRequested().isPresent())
                    .toList();
        } catch (ClusterException hidden) {
            // The coverage tells it; the namespace then speaks for itself.
            return List.of();
        }
    }
}
