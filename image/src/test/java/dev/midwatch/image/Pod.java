package dev.midwatch.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.image.Unpacked.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a kubelet makes of the manifests on a real API server: the ConfigMap as files, the Secret as variables, the ServiceAccount's token where
 * pods find it. There is no kubelet here, so this is one for the image's containers.
 */
final class Pod {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "platform-engineer";
    private static final String IDENTITY = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final Unpacked image;
    private final List<Mount> mounts;
    private final Map<String, String> variables;

    private Pod(Unpacked image, List<Mount> mounts, Map<String, String> variables) {
        this.image = image;
        this.mounts = mounts;
        this.variables = variables;
    }

    /** The gateway's, its volume empty. */
    static Pod ofDeployment(Unpacked image, Path directory) throws IOException {
        Path data = owned(directory.resolve("data"));
        Path seed = Files.createDirectories(directory.resolve("seed"));
        for (Map.Entry<String, JsonNode> file :
                get("configmap", "midwatch-seed").path("data").properties()) {
            Files.writeString(seed.resolve(file.getKey()), file.getValue().asText());
        }
        Path identity = identity(Files.createDirectories(directory.resolve("identity")));
        // As a container runtime makes the folders that something is put over.
        Files.createDirectories(image.root().resolve(IDENTITY.substring(1)));
        Files.createDirectories(image.root().resolve("opt/seed"));

        JsonNode container = get("deployment", "midwatch").at("/spec/template/spec/containers/0");
        Map<String, String> variables = new HashMap<>();
        get("secret", "midwatch")
                .path("data")
                .properties()
                .forEach(value -> variables.put(
                        value.getKey(),
                        new String(Base64.getDecoder().decode(value.getValue().asText()))));
        container
                .path("env")
                .forEach(one -> variables.put(
                        one.path("name").asText(), one.path("value").asText()));
        String[] server = server().split(":");
        variables.put("KUBERNETES_SERVICE_HOST", server[0]);
        variables.put("KUBERNETES_SERVICE_PORT", server[1]);
        return new Pod(
                image,
                List.of(Mount.data(data), new Mount(seed, "/opt/seed", false), new Mount(identity, IDENTITY, false)),
                Map.copyOf(variables));
    }

    private static Path identity(Path directory) throws IOException {
        Files.writeString(
                directory.resolve("token"),
                kubectl("-n", NAMESPACE, "create", "token", NAMESPACE).strip());
        Files.writeString(directory.resolve("namespace"), NAMESPACE);
        Files.write(
                directory.resolve("ca.crt"),
                Base64.getDecoder().decode(config("{.clusters[0].cluster.certificate-authority-data}")));
        return directory;
    }

    private static String server() {
        return config("{.clusters[0].cluster.server}").replace("https://", "");
    }

    private static String config(String path) {
        return kubectl("config", "view", "--raw", "--minify", "-o", "jsonpath=" + path)
                .strip();
    }

    private static Path owned(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setAttribute(directory, "unix:uid", Layout.USER);
        Files.setAttribute(directory, "unix:gid", Layout.USER);
        return directory;
    }

    static JsonNode get(String kind, String name) throws IOException {
        return JSON.readTree(kubectl("-n", NAMESPACE, "get", kind, name, "-o", "json"));
    }

    static String kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getenv("MIDWATCH_TEST_KUBECTL"), "--kubeconfig", System.getenv("MIDWATCH_TEST_KUBECONFIG")));
        command.addAll(Arrays.asList(arguments));
        return Program.run(Path.of("..").toAbsolutePath(), command);
    }

    String variable(String name) {
        return variables.get(name);
    }

    Path data() {
        return mounts.get(0).from();
    }

    /** Another container with the same file systems and variables, to its end: an exec, or the Job beside it. */
    String run(List<String> arguments) {
        return Program.run(image.root(), command(arguments));
    }

    /** The container itself. */
    Process start(List<String> arguments, Path log) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private List<String> command(List<String> arguments) {
        return image.command(mounts, variables, image.entrypoint(arguments));
    }
}
