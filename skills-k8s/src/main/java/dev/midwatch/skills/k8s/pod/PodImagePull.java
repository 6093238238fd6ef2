package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
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
import dev.midwatch.skills.k8s.evidence.OneLine;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        List<Registry.Pull> pulls = new ArrayList<>();
        for (KubeObject pod : Pods.alive(context)) {
            if (Age.reached(context, Pods.begun(pod, downNodes), "after", pod)) {
                ContainerState.of(pod).stream()
                        .filter(container -> Waits.IMAGE.contains(container.waitingFor()))
                        .map(container -> pull(context, pod, container, warnings, downNodes))
                        .forEach(pulls::add);
            }
        }
        Map<Registry, List<Registry.Pull>> registries = Registry.failing(pulls);
        return Stream.concat(
                        registries.entrySet().stream()
                                .map(entry -> entry.getKey().finding(entry.getValue())),
                        pulls.stream().map(pull -> explained(pull, registries)))
                .toList();
    }

    private static Finding explained(Registry.Pull pull, Map<Registry, List<Registry.Pull>> registries) {
        List<Registry.Pull> alike = registries.getOrDefault(pull.registry(), List.of());
        return alike.contains(pull)
                ? pull.finding()
                        .dependsOn(Stream.concat(
                                        pull.finding().dependsOn().stream(),
                                        Stream.of(pull.registry().ref()))
                                .toList())
                : pull.finding();
    }

    private static Registry.Pull pull(
            CheckContext context, KubeObject pod, ContainerState container, Warnings warnings, DownNodes downNodes) {
        String said = said(pod, container, warnings);
        String image = container.image();
        PullFailure failure = PullFailure.of(container, said);
        Finding finding = Finding.of("ImagePullBackOff", Severity.CRITICAL, pod.ref())
                .owner(PodOrigin.owner(context, pod))
                .causeClass(image)
                .summary("%s cannot pull image %s for container %s".formatted(pod, image, container.name()))
                .cause(failure.words())
                .dependsOn(downNodes.under(pod, secrets(pod, failure)))
                .evidence("waiting", container.waitingFor())
                .evidence("message", OneLine.of(said))
                .since(Pods.notReadySince(pod).or(() -> Pods.scheduled(pod)))
                .look("kubectl -n %s describe pod %s".formatted(pod.namespace(), pod.name()));
        return new Registry.Pull(finding, image, failure);
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
