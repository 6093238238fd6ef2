package dev.midwatch.skills.lint;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ConfigMaps, Secrets and service accounts that nothing names. Said only where all that could name them is seen, and where no program
 * may read them through the API; an object that something else made or keeps is its business.
 */
final class UnusedObjects implements Hygiene {
    @Override
    public String name() {
        return "unused-objects";
    }

    @Override
    public String description() {
        return "ConfigMaps, Secrets and service accounts that nothing refers to";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.of(
                        Referrers.permissions(),
                        ApiReaders.PERMISSIONS,
                        List.of(
                                Permission.list(ResourceType.CONFIG_MAPS, "metadata.annotations"),
                                Permission.list(ResourceType.SECRETS, "metadata.annotations", "type")),
                        CustomObjects.PERMISSIONS)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                SKIPPED, new Setting("after", Duration.ofDays(1), "how old an object is before it can be said unused"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> suspects = new ArrayList<>();
        for (ResourceType type :
                List.of(ResourceType.CONFIG_MAPS, ResourceType.SECRETS, ResourceType.SERVICE_ACCOUNTS)) {
            context.cluster().list(type).stream()
                    .filter(object -> Hygiene.concerns(context, object))
                    .filter(object -> !Kept.isKept(object))
                    .filter(object -> isOld(context, object))
                    .forEach(suspects::add);
        }
        if (suspects.isEmpty()) {
            return List.of();
        }
        Mentions mentions = new Mentions();
        Set<String> accounts = new HashSet<>();
        Referrers.addTo(mentions, context, (namespace, account) -> accounts.add(namespace + "/" + account));
        CustomObjects.addTo(mentions, context);
        ApiReaders readers = ApiReaders.of(context, accounts, mentions);
        Set<String> bound = new HashSet<>(accounts);
        bound.addAll(bound(context));
        return suspects.stream()
                .filter(object -> !isUsed(object, mentions, readers, bound))
                .map(UnusedObjects::finding)
                .toList();
    }

    private static boolean isOld(CheckContext context, KubeObject object) {
        return context.age(object.created().orElse(Instant.EPOCH)).compareTo(context.duration("after", object)) >= 0;
    }

    /** Whoever has rights may be called from outside the cluster: accounts with tokens, accounts with roles. */
    private static Set<String> bound(CheckContext context) throws ClusterException {
        Set<String> bound = new HashSet<>();
        for (Binding binding : Binding.all(context)) {
            binding.accounts().forEach(account -> bound.add(account.namespace() + "/" + account.name()));
        }
        for (KubeObject secret : Referrers.whole(context, ResourceType.SECRETS)) {
            String account = secret.annotation("kubernetes.io/service-account.name");
            if (!account.isEmpty()) {
                bound.add(secret.namespace() + "/" + account);
            }
        }
        return bound;
    }

    private static boolean isUsed(KubeObject object, Mentions mentions, ApiReaders readers, Set<String> bound) {
        if (mentions.has(object.namespace(), object.name())
                || mentions.picksByLabel(object.labels().keySet())) {
            return true;
        }
        return object.type().kind().equals("ServiceAccount")
                ? bound.contains(object.namespace() + "/" + object.name())
                : readers.reach(object.type(), object.namespace());
    }

    private static Finding finding(KubeObject object) {
        Finding finding = switch (object.type().kind()) {
            case "ConfigMap" -> Finding.info("UnusedConfigMap", object);
            case "Secret" -> Finding.info("UnusedSecret", object);
            default -> Finding.info("UnusedServiceAccount", object);
        };
        return finding.summary("%s is used by nothing".formatted(object))
                .cause("no pod, template, Ingress, role or custom resource names it")
                .since(object.created())
                .look("kubectl -n %s describe %s %s"
                        .formatted(object.namespace(), object.type().plural(), object.name()));
    }
}
