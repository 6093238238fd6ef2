package com.example.hello;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;

/** Every namespace but Kubernetes' own should say whom to call: a label {@code owner}. */
final class OwnerCheck implements Check {
    @Override
    public String name() {
        return "hello-owner";
    }

    @Override
    public String description() {
        return "Namespaces without a label owner";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.list(ResourceType.NAMESPACES, "metadata.labels"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.NAMESPACES).stream()
                .filter(namespace -> !namespace.name().startsWith("kube-"))
                .filter(namespace -> !namespace.labels().containsKey("owner"))
                .map(OwnerCheck::finding)
                .toList();
    }

    private static Finding finding(KubeObject namespace) {
        return Finding.info("NamespaceWithoutOwner", namespace)
                .summary(namespace + " does not say who owns it")
                .look("kubectl get namespace " + namespace.name() + " --show-labels");
    }
}
