package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the resource type that a word stands for: {@code po}, {@code Deployment}, {@code certificates.cert-manager.io}. */
final class TypeNames {
    private final ClusterReader cluster;

    TypeNames(ClusterReader cluster) {
        this.cluster = cluster;
    }

    ResourceType get(String word) throws UsageException, ClusterException {
        String name = word.toLowerCase(Locale.ROOT);
        Optional<ResourceType> known = KnownTypes.find(name);
        if (known.isPresent()) {
            return known.get();
        }
        return Discovery.types(cluster).stream()
                .filter(served -> served.goesBy(name))
                .map(ServedType::type)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "the server doesn't have a resource type \"%s\"; api-resources lists them".formatted(word)));
    }

    /** Several, separated by commas; {@code all} stands for what kubectl takes it for. */
    List<ResourceType> getAll(String words) throws UsageException, ClusterException {
        List<ResourceType> types = new ArrayList<>();
        for (String word : words.split(",")) {
            for (String each : word.equals("all") ? KnownTypes.ALL : List.of(word)) {
                types.add(get(each));
            }
        }
        return types;
    }
}
