package dev.midwatch.skills.lint;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bindings that give a role that is not there, or give it to service accounts that are not. Users and groups are not in the API. */
final class RbacMissing implements Hygiene {
    @Override
    public String name() {
        return "rbac-missing";
    }

    @Override
    public String description() {
        return "Role bindings whose role or service account does not exist";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        Binding.PERMISSIONS.stream(),
                        Stream.of(ResourceType.ROLES, ResourceType.CLUSTER_ROLES, ResourceType.SERVICE_ACCOUNTS)
                                .map(type -> Permission.list(type, "metadata.name")))
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                SKIPPED, new Setting("after", Duration.ofHours(1), "how long after a binding what it names may come"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Map<ResourceType, Known> known = Stream.of(
                        ResourceType.ROLES, ResourceType.CLUSTER_ROLES, ResourceType.SERVICE_ACCOUNTS)
                .collect(Collectors.toMap(type -> type, type -> Known.of(context, type)));
        List<Finding> findings = new ArrayList<>();
        for (Binding binding : Binding.all(context)) {
            KubeObject object = binding.object();
            boolean young =
                    context.age(object.created().orElse(Instant.EPOCH)).compareTo(context.duration("after", object))
                            < 0;
            if (!young && !Binding.isOfSystem(object) && Hygiene.concerns(context, object)) {
                judge(binding, known, findings);
            }
        }
        return findings;
    }

    private static void judge(Binding binding, Map<ResourceType, Known> known, List<Finding> findings) {
        KubeObject object = binding.object();
        ObjectRef role = binding.role();
        Known roles = known.get(role.kind().equals("Role") ? ResourceType.ROLES : ResourceType.CLUSTER_ROLES);
        if (!role.name().isEmpty() && roles.lacks(role)) {
            findings.add(Finding.info("BindingWithoutRole", object)
                    .summary("%s gives a role that does not exist".formatted(object))
                    .cause("there is no %s%s".formatted(role, roles.nearest(role)))
                    .evidence("to", PodSpec.few(binding.subjects()))
                    .look(Binding.look(object)));
        }
        Known accounts = known.get(ResourceType.SERVICE_ACCOUNTS);
        List<ObjectRef> missing = binding.accounts().stream()
                .filter(account -> !account.name().startsWith("system:"))
                .filter(accounts::lacks)
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.info("BindingWithoutSubject", object)
                    .summary("%s gives rights to a service account that does not exist".formatted(object))
                    .cause("there is no %s%s; whoever makes it gets %s"
                            .formatted(missing.get(0), accounts.nearest(missing.get(0)), role))
                    .evidence(
                            "missing",
                            PodSpec.few(
                                    missing.stream().map(ObjectRef::toString).toList()))
                    .look(Binding.look(object)));
        }
    }
}
