package dev.midwatch.skills.lint;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.stream.Stream;

/** ConfigMaps that come near the megabyte that the API server takes. Only their sizes are kept, not what is in them. */
final class ConfigMapSize implements Hygiene {
    private static final String KILOBYTES = "kilobytes";

    @Override
    public String name() {
        return "configmap-size";
    }

    @Override
    public String description() {
        return "ConfigMaps that are nearly as large as one may be";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.CONFIG_MAPS, "data" + Permission.SIZE, "binaryData" + Permission.SIZE));
    }

    @Override
    public List<Setting> settings() {
        return List.of(SKIPPED, new Setting(KILOBYTES, 900, "how large a ConfigMap may be, in kilobytes"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.CONFIG_MAPS).stream()
                .filter(map -> Hygiene.concerns(context, map))
                .filter(map -> size(map) > context.number(KILOBYTES, map) * 1_000)
                .map(ConfigMapSize::finding)
                .toList();
    }

    private static long size(KubeObject map) {
        return Stream.of("data", "binaryData")
                .map(map::at)
                .mapToLong(ConfigMapSize::size)
                .sum();
    }

    /** Where another check reads what is in it, that is there and not its size. */
    private static long size(Json part) {
        return part.number(part.members().values().stream()
                .mapToLong(value -> value.text().length())
                .sum());
    }

    private static Finding finding(KubeObject map) {
        return Finding.info("ConfigMapLarge", map)
                .summary("%s holds %d kB".formatted(map, size(map) / 1_000))
                .cause("the API server takes no more than 1,048 kB, and every pod that mounts it keeps a copy")
                .since(map.created())
                .look("kubectl -n %s describe configmap %s".formatted(map.namespace(), map.name()));
    }
}
