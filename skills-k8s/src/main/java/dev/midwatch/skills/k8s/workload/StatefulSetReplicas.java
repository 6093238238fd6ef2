package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.change.WhatChanged;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** StatefulSets that are short of ready pods, stuck in an update, or refer to a Service or StorageClass that is not there. */
public final class StatefulSetReplicas implements Check {
    @Override
    public String name() {
        return "statefulset";
    }

    @Override
    public String description() {
        return "StatefulSets short of replicas, stuck in an update, or without their Service or StorageClass";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Stream.of(
                                Permission.list(
                                        ResourceType.STATEFUL_SETS,
                                        "spec.replicas",
                                        "spec.podManagementPolicy",
                                        "spec.serviceName",
                                        "spec.ordinals",
                                        "spec.updateStrategy",
                                        "spec.volumeClaimTemplates.metadata.name",
                                        "spec.volumeClaimTemplates.spec.storageClassName",
                                        "status.replicas",
                                        "status.readyReplicas",
                                        "status.updatedReplicas",
                                        "status.currentRevision",
                                        "status.updateRevision"),
                                OwnPods.PERMISSION,
                                Inventory.namesOf(ResourceType.SERVICES),
                                Inventory.namesOf(ResourceType.STORAGE_CLASSES),
                                DownNodes.PERMISSION,
                                Namespaces.PERMISSION),
                        WhatChanged.PERMISSIONS.stream())
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(10), "how long a pod of a StatefulSet may be not ready"),
                GoverningService.AFTER);
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Inventory services = Inventory.of(context, ResourceType.SERVICES);
        Inventory classes = Inventory.of(context, ResourceType.STORAGE_CLASSES);
        StatefulSetProgress progress = new StatefulSetProgress(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject set : context.cluster().list(ResourceType.STATEFUL_SETS)) {
            if (!namespaces.keep(set) || set.at("spec.replicas").number(1) == 0) {
                continue;
            }
            withoutStorageClass(set, classes).ifPresent(findings::add);
            progress.shortOfPods(set).ifPresent(shortage -> {
                findings.add(shortage);
                GoverningService.missing(context, set, services).ifPresent(findings::add);
            });
        }
        return findings;
    }

    /** A class without an object may still bind by hand, so only a set that is short for want of a volume is told. */
    private static Optional<Finding> withoutStorageClass(KubeObject set, Inventory classes) {
        if (StatefulSetProgress.lacking(set) <= 0) {
            return Optional.empty();
        }
        return set.at("spec.volumeClaimTemplates").items().stream()
                .filter(template -> {
                    String name = template.at("spec.storageClassName").text();
                    return !name.isEmpty() && classes.lacks("", name);
                })
                .findFirst()
                .map(template -> Finding.critical("StatefulSetStorageClassMissing", set)
                        .summary("%s asks for volumes of StorageClass %s, which does not exist"
                                .formatted(
                                        set,
                                        template.at("spec.storageClassName").text()))
                        .cause(classes.nearest(
                                "", template.at("spec.storageClassName").text()))
                        .dependsOn(claims(set, template))
                        .look("kubectl get storageclasses"));
    }

    private static List<ObjectRef> claims(KubeObject set, Json template) {
        long first = set.at("spec.ordinals.start").number(0);
        return LongStream.range(
                        first, first + Math.min(100, set.at("spec.replicas").number(1)))
                .mapToObj(ordinal -> template.at("metadata.name").text() + "-" + set.name() + "-" + ordinal)
                .map(name -> ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, set.namespace(), name))
                .toList();
    }
}
