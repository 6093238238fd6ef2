package dev.midwatch.core.kube;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the cluster's address and credentials come from: what was asked for, {@code KUBECONFIG}, the in-cluster token,
 * {@code ~/.kube/config}; the first that is there, and none of the others if that one is broken.
 *
 * @param client    ready to use
 * @param namespace the namespace it was made for, if it says one
 */
record ClusterSource(ApiClient client, Optional<String> namespace, String description) {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");

    static ClusterSource find(ClusterSettings settings) {
        List<String> tried = new ArrayList<>();
        if (settings.kubeconfig().isPresent()) {
            return fromFiles(List.of(settings.kubeconfig().get()), settings.context());
        }
        tried.add("--kubeconfig and kubernetes.kubeconfig: not given");
        Map<String, String> environment = settings.environment();
        String variable = environment.getOrDefault("KUBECONFIG", "");
        if (!variable.isBlank()) {
            return fromFiles(existing(variable), settings.context());
        }
        tried.add("KUBECONFIG: not set");
        if (environment.containsKey("KUBERNETES_SERVICE_HOST") && Files.exists(SERVICE_ACCOUNT.resolve("token"))) {
            return inCluster();
        }
        tried.add("in-cluster token: not running in a pod");
        Path usual = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".kube", "config");
        if (Files.exists(usual)) {
            return fromFiles(List.of(usual), settings.context());
        }
        tried.add(usual + ": not there");
        throw new NoClusterException("no cluster: " + String.join("; ", tried)
                + ". Give --kubeconfig FILE, or try `midwatch scan --simulate demo`.");
    }

    /** Those of the list that are there, as kubectl does it; all of them if none is, so that the error can name them. */
    private static List<Path> existing(String files) {
        List<Path> all = Stream.of(files.split(File.pathSeparator))
                .filter(one -> !one.isBlank())
                .map(Path::of)
                .toList();
        List<Path> there = all.stream().filter(Files::exists).toList();
        return there.isEmpty() ? all : there;
    }

    private static ClusterSource inCluster() {
        try {
            Path namespace = SERVICE_ACCOUNT.resolve("namespace");
            Optional<String> own = Files.exists(namespace)
                    ? Optional.of(Files.readString(namespace).strip())
                    : Optional.empty();
            return new ClusterSource(QuickClient.of(ClientBuilder.cluster()), own, "the pod's service account");
        } catch (IOException e) {
            throw new NoClusterException("the in-cluster token cannot be used: " + e.getMessage(), e);
        }
    }

    private static ClusterSource fromFiles(List<Path> files, Optional<String> context) {
        String file = files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        try {
            KubeConfig config = KubeconfigFiles.read(files);
            choose(config, file, context);
            ApiClient client = QuickClient.of(ClientBuilder.kubeconfig(config));
            return new ClusterSource(
                    client,
                    Optional.ofNullable(config.getNamespace()),
                    "%s (context %s)".formatted(file, config.getCurrentContext()));
        } catch (IOException e) {
            throw new NoClusterException("kubeconfig %s cannot be read: %s".formatted(file, reason(e)), e);
        } catch (NoClusterException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NoClusterException("kubeconfig %s %s".formatted(file, fault(e)), e);
        }
    }

    private static void choose(KubeConfig config, String file, Optional<String> context) {
        List<String> contexts = config.getContexts() == null
                ? List.of()
                : config.getContexts().stream()
                        .map(one -> String.valueOf(((Map<?, ?>) one).get("name")))
                        .toList();
        String wanted = context.orElse(config.getCurrentContext());
        if (wanted == null || !config.setContext(wanted)) {
            throw new NoClusterException(
                    "kubeconfig %s has no context %s; it has %s".formatted(file, wanted, contexts));
        }
        if (config.getServer() == null) {
            throw new NoClusterException("kubeconfig %s names no server for context %s".formatted(file, wanted));
        }
        requireAddress(config.getServer(), file);
    }

    private static void requireAddress(String server, String file) {
        String address = server.contains("://") ? server : "http://" + server;
        try {
            if (new URI(address).getHost() != null && address.startsWith("http")) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new NoClusterException(badServer(server, file), e);
        }
        throw new NoClusterException(badServer(server, file));
    }

    private static String badServer(String server, String file) {
        return "kubeconfig %s: server \"%s\" is not an address such as https://host:6443".formatted(file, server);
    }

    /** The parser quotes the line it does not understand, and in these files lines are credentials: only the place is told. */
    private static String fault(RuntimeException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        if (place.find()) {
            return "is not valid YAML at " + place.group();
        }
        return e instanceof NullPointerException || e instanceof ClassCastException
                ? "is not a kubeconfig"
                : "is not usable: " + e.getMessage();
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
    }
}
