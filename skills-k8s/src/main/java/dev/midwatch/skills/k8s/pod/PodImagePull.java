package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.CommonCause;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers whose image does not come. */
public final class PodImagePull implements Check {
    @Override
    public String name() {
        return "pod-image-pull";
    }

    @Override
    public String description() {
        return "Containers whose image cannot be pulled";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PodFields.with("spec.imagePullSecrets.name"), DownNodes.PERMISSION, Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(3), "how long a pull may fail before it is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Warnings warnings = Warnings.visible(context);
        DownNodes downNodes = DownNodes.of(context);
        Map<Finding, Registry> registries = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            if (Age.reached(context, Pods.begun(pod, downNodes), "after", pod)) {
                for (ContainerState container : ContainerState.of(pod)) {
                    if (Waits.IMAGE.contains(container.waitingFor())) {
                        String said = said(pod, container, warnings);
                        PullFailure failure = PullFailure.of(container, said);
                        Finding finding = finding(context, pod, container, said, failure, downNodes);
                        findings.add(finding);
                        if (failure.ofRegistry()) {
                            registries.put(finding, Registry.of(container.image()));
                        }
                    }
                }
            }
        }
        return CommonCause.among(
                findings,
                finding -> Optional.ofNullable(registries.get(finding)).map(Registry::ref),
                Registry::finding);
    }

    private static Finding finding(
            CheckContext context,
            KubeObject pod,
            ContainerState container,
            String said,
            PullFailure failure,
            DownNodes downNodes) {
        String image = container.image();
        return Finding.of("ImagePullBackOff", Severity.CRITICAL, pod.ref())
                .owner(PodOrigin.owner(context, pod))
                .causeClass(image)
                .summary("%s cannot pull image %s for container %s".formatted(pod, image, container.name()))
                .cause(failure.words())
                .dependsOn(downNodes.under(pod, secrets(pod, failure)))
                .evidence("waiting", container.waitingFor())
                .evidence("message", OneLine.of(said))
                .since(Pods.notReadySince(pod).or(() -> Pods.scheduled(pod)))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
    }

    /** The pull secrets, which explain that the registry refuses if they are not there. A registry that hides a repository says not found. */
    private static List<ObjectRef> secrets(KubeObject pod, PullFailure failure) {
        return failure == PullFailure.REFUSED || failure == PullFailure.NOT_FOUND
                ? pod.at("spec.imagePullSecrets").items().stream()
                        .map(secret -> ObjectRef.of(
                                ResourceType.SECRETS,
                                pod.namespace(),
                                secret.get("name").text()))
                        .toList()
                : List.of();
    }

    /** The container says why only right after a try; in between the event does. */
    private static String said(KubeObject pod, ContainerState container, Warnings warnings) {
        String own = container.waitingMessage();
        if (PullFailure.of(container, own) != PullFailure.UNKNOWN) {
            return own;
        }
        return warnings.latest(pod.ref(), "Failed", "InspectFailed", "ErrImageNeverPull")
                .filter(event -> event.message().contains(container.image()))
                .map(event -> event.message())
                .orElse(own);
    }
}
