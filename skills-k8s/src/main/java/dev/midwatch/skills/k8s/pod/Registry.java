package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A registry that gives nobody its images: where the pulls of several workloads fail alike, it is not their images. */
record Registry(String host) {
    private static final int MANY = 3;
    private static final int NAMED = 5;

    /** A pull that failed. */
    record Pull(Finding finding, String image, PullFailure failure) {
        Registry registry() {
            return Registry.of(image);
        }
    }

    /** {@code registry.example.com:5000} of {@code registry.example.com:5000/web:1}, {@code docker.io} of {@code nginx}. */
    static Registry of(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return new Registry(host ? first : "docker.io");
    }

    /** Those by which several workloads are let down, with their pulls. */
    static Map<Registry, List<Pull>> failing(List<Pull> pulls) {
        Map<Registry, List<Pull>> all = pulls.stream()
                .filter(pull -> pull.failure().ofRegistry())
                .collect(Collectors.groupingBy(
                        Pull::registry,
                        () -> new TreeMap<>(Comparator.comparing(Registry::host)),
                        Collectors.toList()));
        all.values().removeIf(list -> owners(list).size() < MANY);
        return all;
    }

    private static List<String> owners(List<Pull> pulls) {
        return pulls.stream()
                .map(pull -> pull.finding().owner().toString())
                .distinct()
                .sorted()
                .toList();
    }

    /** It is no object of the cluster, but it is what the trouble is about. */
    ObjectRef ref() {
        return new ObjectRef("", "Registry", "", host, "");
    }

    Finding finding(List<Pull> pulls) {
        List<String> owners = owners(pulls);
        Optional<Instant> since =
                pulls.stream().flatMap(pull -> pull.finding().since().stream()).min(Comparator.naturalOrder());
        return Finding.of("RegistryUnavailable", Severity.CRITICAL, ref())
                .summary("Registry %s gives no images to %d workloads".formatted(host, owners.size()))
                .cause(pulls.get(0).failure().words())
                .evidence("message", pulls.get(0).finding().evidence().getOrDefault("message", ""))
                .evidence(
                        "workloads",
                        owners.stream().limit(NAMED).collect(Collectors.joining(", "))
                                + (owners.size() > NAMED ? " and " + (owners.size() - NAMED) + " more" : ""))
                .since(since)
                .look(pulls.get(0).finding().look());
    }
}
