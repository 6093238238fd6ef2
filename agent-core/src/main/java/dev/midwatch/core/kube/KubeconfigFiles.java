package dev.midwatch.core.kube;

import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several kubeconfigs as one, as kubectl reads {@code KUBECONFIG}: of two entries of one name the first counts. */
final class KubeconfigFiles {
    /** Keys whose values are paths, relative to the file they stand in. */
    private static final List<String> PATHS =
            List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

    private KubeconfigFiles() {}

    /** @param files those that exist; at least one */
    static KubeConfig read(List<Path> files) throws IOException {
        List<KubeConfig> all = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) == 0) {
                throw new NoClusterException("kubeconfig %s is empty".formatted(file));
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                KubeConfig one = KubeConfig.loadKubeConfig(reader);
                one.setFile(file.toFile());
                all.add(one);
            }
        }
        return all.size() == 1 ? all.get(0) : merged(all, files);
    }

    private static KubeConfig merged(List<KubeConfig> all, List<Path> files) {
        ArrayList<Object> contexts = new ArrayList<>();
        ArrayList<Object> clusters = new ArrayList<>();
        ArrayList<Object> users = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Path folder = files.get(i).toAbsolutePath().getParent();
            add(contexts, all.get(i).getContexts(), "context", folder);
            add(clusters, all.get(i).getClusters(), "cluster", folder);
            add(users, all.get(i).getUsers(), "user", folder);
        }
        KubeConfig merged = new KubeConfig(contexts, clusters, users);
        merged.setFile(files.get(0).toFile());
        all.stream()
                .map(KubeConfig::getCurrentContext)
                .filter(context -> context != null && !context.isEmpty())
                .findFirst()
                .ifPresent(merged::setContext);
        return merged;
    }

    private static void add(List<Object> into, List<Object> entries, String key, Path folder) {
        if (entries == null) {
            return;
        }
        for (Object each : entries) {
            Map<?, ?> entry = (Map<?, ?>) each;
            boolean known =
                    into.stream().anyMatch(one -> ((Map<?, ?>) one).get("name").equals(entry.get("name")));
            if (!known) {
                Map<Object, Object> copy = new LinkedHashMap<>(entry);
                copy.computeIfPresent(key, (name, body) -> absolute((Map<?, ?>) body, folder));
                into.add(copy);
            }
        }
    }

    private static Map<Object, Object> absolute(Map<?, ?> body, Path folder) {
        Map<Object, Object> copy = new LinkedHashMap<>(body);
        PATHS.forEach(key -> copy.computeIfPresent(
                key, (name, path) -> folder.resolve(path.toString()).toString()));
        return copy;
    }
}
