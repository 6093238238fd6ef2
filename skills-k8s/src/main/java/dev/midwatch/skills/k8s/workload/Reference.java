package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object that a pod template names and cannot do without.
 *
 * @param place  where: {@code volume config}, {@code variable DB_PASSWORD of container app}
 * @param blocks whether a pod cannot start without it; a pull secret it may not need
 */
record Reference(ResourceType type, String name, String place, boolean blocks) {
    private static final List<String> CONTAINERS = List.of("initContainers", "containers");

    /** The fields below a pod's specification that {@link #of} reads. */
    static Stream<String> fields() {
        return Stream.concat(
                Stream.of(
                        "serviceAccountName",
                        "imagePullSecrets.name",
                        "volumes.name",
                        "volumes.configMap.name",
                        "volumes.configMap.optional",
                        "volumes.secret.secretName",
                        "volumes.secret.optional",
                        "volumes.persistentVolumeClaim.claimName",
                        "volumes.csi.nodePublishSecretRef.name",
                        "volumes.projected.sources.configMap.name",
                        "volumes.projected.sources.configMap.optional",
                        "volumes.projected.sources.secret.name",
                        "volumes.projected.sources.secret.optional"),
                CONTAINERS.stream()
                        .flatMap(list -> Stream.of(
                                list + ".name",
                                list + ".envFrom",
                                list + ".env.name",
                                list + ".env.valueFrom.configMapKeyRef",
                                list + ".env.valueFrom.secretKeyRef")));
    }

    /** All of a workload's pod template. */
    static List<Reference> of(KubeObject workload) {
        Json pod = Templates.podOf(workload);
        List<Reference> references = new ArrayList<>();
        pod.get("volumes").items().forEach(volume -> ofVolume(volume, references));
        for (String list : CONTAINERS) {
            pod.get(list).items().forEach(container -> ofContainer(container, references));
        }
        String account = pod.get("serviceAccountName").text("default");
        if (!account.equals("default")) {
            references.add(new Reference(ResourceType.SERVICE_ACCOUNTS, account, "service account", true));
        }
        pod.get("imagePullSecrets")
                .items()
                .forEach(secret -> references.add(
                        new Reference(ResourceType.SECRETS, secret.get("name").text(), "pull secret", false)));
        return references.stream()
                .filter(reference -> !reference.name.isEmpty())
                .toList();
    }

    private static void ofVolume(Json volume, List<Reference> references) {
        String place = "volume " + volume.get("name").text();
        add(references, ResourceType.CONFIG_MAPS, volume.get("configMap"), "name", place);
        add(references, ResourceType.SECRETS, volume.get("secret"), "secretName", place);
        add(references, ResourceType.PERSISTENT_VOLUME_CLAIMS, volume.get("persistentVolumeClaim"), "claimName", place);
        add(references, ResourceType.SECRETS, volume.at("csi.nodePublishSecretRef"), "name", place);
        for (Json source : volume.at("projected.sources").items()) {
            add(references, ResourceType.CONFIG_MAPS, source.get("configMap"), "name", place);
            add(references, ResourceType.SECRETS, source.get("secret"), "name", place);
        }
    }

    private static void ofContainer(Json container, List<Reference> references) {
        String of = " of container " + container.get("name").text();
        for (Json source : container.get("envFrom").items()) {
            add(references, ResourceType.CONFIG_MAPS, source.get("configMapRef"), "name", "variables" + of);
            add(references, ResourceType.SECRETS, source.get("secretRef"), "name", "variables" + of);
        }
        for (Json variable : container.get("env").items()) {
            String place = "variable " + variable.get("name").text() + of;
            add(references, ResourceType.CONFIG_MAPS, variable.at("valueFrom.configMapKeyRef"), "name", place);
            add(references, ResourceType.SECRETS, variable.at("valueFrom.secretKeyRef"), "name", place);
        }
    }

    private static void add(List<Reference> references, ResourceType type, Json source, String key, String place) {
        if (source.isPresent() && !source.get("optional").isTrue()) {
            references.add(new Reference(type, source.get(key).text(), place, true));
        }
    }

    ObjectRef in(String namespace) {
        return ObjectRef.of(type, namespace, name);
    }
}
