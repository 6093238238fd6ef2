package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Several default StorageClasses: a claim that names none gets the youngest, which somebody may not expect. */
public final class StorageClassDefaults implements Check {
    static final Permission PERMISSION =
            Permission.list(ResourceType.STORAGE_CLASSES, "metadata.annotations", "provisioner", "volumeBindingMode");

    private static final List<String> DEFAULT =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    @Override
    public String name() {
        return "storage-class-defaults";
    }

    @Override
    public String description() {
        return "More than one default StorageClass";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(15), "how long a change from one default to another may take"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> defaults = context.cluster().list(ResourceType.STORAGE_CLASSES).stream()
                .filter(StorageClassDefaults::isDefault)
                .filter(one -> one.deletionRequested().isEmpty())
                .sorted(Comparator.comparing((KubeObject one) -> one.created().orElse(Instant.EPOCH))
                        .reversed()
                        .thenComparing(KubeObject::name))
                .toList();
        if (defaults.size() < 2 || !Age.reached(context, defaults.get(0).created(), "after", defaults.get(0))) {
            return List.of();
        }
        KubeObject youngest = defaults.get(0);
        String others = defaults.stream().skip(1).map(KubeObject::name).collect(Collectors.joining(", "));
        return List.of(Finding.info("StorageClassDefaults", youngest)
                .summary("%d StorageClasses are the default".formatted(defaults.size()))
                .cause("claims that name none get %s, the youngest, and not %s".formatted(youngest.name(), others))
                .sustained(context.duration("after", youngest))
                .look("kubectl get storageclass"));
    }

    static boolean isDefault(KubeObject storageClass) {
        return DEFAULT.stream().anyMatch(key -> storageClass.annotation(key).equals("true"));
    }
}
