package dev.midwatch.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The API server that the environment names.
 *
 * @param files where files of a moment may be put
 */
public record RealCluster(Path files) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Of the administrator. */
    public static Path kubeconfig() {
        return Path.of(System.getenv("MIDWATCH_TEST_KUBECONFIG"));
    }

    /** What kubectl prints; it has to succeed. */
    public String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getenv("MIDWATCH_TEST_KUBECTL"),
                "--kubeconfig",
                kubeconfig().toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(files, "kubectl", ".out");
        Path err = Files.createTempFile(files, "kubectl", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command.toString()).isTrue();
        assertThat(process.exitValue())
                .as(command + ": " + Files.readString(err))
                .isZero();
        return Files.readString(out);
    }

    /** Applies manifests. */
    public void apply(String manifests) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile(files, "manifests", ".yaml"), manifests);
        kubectl("apply", "--server-side", "-f", file.toString());
    }

    /** A token of a ServiceAccount that exists. */
    public String token(String namespace, String account) throws IOException, InterruptedException {
        return kubectl("-n", namespace, "create", "token", account).strip();
    }

    /** A kubeconfig of a ServiceAccount that exists. */
    public String kubeconfigOf(String namespace, String account) throws IOException, InterruptedException {
        return kubeconfig(token(namespace, account), "");
    }

    /** A kubeconfig of whoever has the token, for whom a namespace goes without saying unless that is empty. */
    public static String kubeconfig(String token, String namespace) throws IOException {
        JsonNode cluster = YAML.readTree(kubeconfig().toFile()).at("/clusters/0/cluster");
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: %s}]
                users: [{name: test, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test%s}}]
                current-context: test
                """.formatted(cluster, token, namespace.isEmpty() ? "" : ", namespace: " + namespace);
    }
}
