package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSourceTest {
    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(directory.resolve("home/.kube")).getParent();
    }

    @Test
    void takesWhatWasAskedForBeforeTheEnvironmentBeforeTheHome() throws IOException {
        Path asked = write(directory.resolve("asked"), "https://asked:1");
        Path environment = write(directory.resolve("environment"), "https://environment:2");
        write(home.resolve(".kube/config"), "https://home:3");
        Map<String, String> both = Map.of("HOME", home.toString(), "KUBECONFIG", environment.toString());

        assertThat(find(Optional.of(asked), Optional.empty(), both).client().getBasePath())
                .isEqualTo("https://asked:1");
        assertThat(find(Optional.empty(), Optional.empty(), both).client().getBasePath())
                .isEqualTo("https://environment:2");
        assertThat(find(Optional.empty(), Optional.empty(), Map.of("HOME", home.toString()))
                        .client()
                        .getBasePath())
                .isEqualTo("https://home:3");
    }

    @Test
    void takesTheFirstFileOfSeveralThatIsThere() throws IOException {
        Path there = write(directory.resolve("there"), "https://there:1");
        String several = directory.resolve("missing") + "::" + there;

        assertThat(find(Optional.empty(), Optional.empty(), Map.of("KUBECONFIG", several))
                        .client()
                        .getBasePath())
                .isEqualTo("https://there:1");
        assertThat(message(Optional.empty(), Map.of("KUBECONFIG", directory.resolve("missing") + ":")))
                .contains("missing", "no such file");
    }

    @Test
    void readsSeveralFilesAsOneAndResolvesPathsBesideEachFile() throws IOException {
        Path one = Files.writeString(
                Files.createDirectories(directory.resolve("one")).resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: home
                contexts:
                - {name: home, context: {cluster: away, user: me, namespace: shop}}
                """);
        Path other = Files.writeString(
                Files.createDirectories(directory.resolve("other")).resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: ignored
                contexts:
                - {name: home, context: {cluster: nowhere, user: nobody}}
                clusters:
                - {name: away, cluster: {server: "http://127.0.0.1:8"}}
                users:
                - {name: me, user: {tokenFile: token}}
                """);
        Files.writeString(other.resolveSibling("token"), "test-token");

        ClusterSource source =
                find(Optional.empty(), Optional.empty(), Map.of("KUBECONFIG", one + File.pathSeparator + other));

        assertThat(source.client().getBasePath()).isEqualTo("http://127.0.0.1:8");
        assertThat(source.namespace()).contains("shop");
        assertThat(source.description()).endsWith("(context home)");
    }

    @Test
    void knowsContextAndNamespace() throws IOException {
        Path file = write(directory.resolve("config"), "https://asked:1");

        ClusterSource current = find(Optional.of(file), Optional.empty(), Map.of());
        ClusterSource other = find(Optional.of(file), Optional.of("other"), Map.of());

        assertThat(current.namespace()).contains("shop");
        assertThat(current.description()).isEqualTo(file + " (context test)");
        assertThat(other.namespace()).isEmpty();
        assertThat(other.description()).isEqualTo(file + " (context other)");
    }

    @Test
    void saysWhatWasTriedWhereThereIsNone() {
        assertThat(message(Optional.empty(), Map.of("HOME", home.toString())))
                .contains(
                        "--kubeconfig",
                        "KUBECONFIG: not set",
                        "not running in a pod",
                        home.resolve(".kube/config") + ": not there",
                        "--simulate demo");
    }

    @Test
    void doesNotFallBackFromAFileThatIsNotThere() throws IOException {
        write(home.resolve(".kube/config"), "https://home:3");

        assertThat(message(Optional.of(directory.resolve("missing")), Map.of("HOME", home.toString())))
                .contains("missing", "there is no such file");
    }

    @Test
    void namesTheContextsThereAre() throws IOException {
        Path file = write(directory.resolve("config"), "https://asked:1");

        NoClusterException failure = catchThrowableOfType(
                NoClusterException.class, () -> find(Optional.of(file), Optional.of("prod"), Map.of()));

        assertThat(failure).hasMessageContaining("no context prod").hasMessageContaining("[test, other, broken]");
    }

    @Test
    void saysThatAContextLeadsNowhere() throws IOException {
        Path file = write(directory.resolve("config"), "https://asked:1");

        NoClusterException failure = catchThrowableOfType(
                NoClusterException.class, () -> find(Optional.of(file), Optional.of("broken"), Map.of()));

        assertThat(failure).hasMessageContaining("names no server for context broken");
    }

    @Test
    void saysWhereTheFileIsBrokenButNothingOfWhatIsInIt() throws IOException {
        Path file = directory.resolve("config");
        Files.writeString(file, "users:\n- name: x\n  user: {token: test-token: more\n");

        assertThat(message(Optional.of(file), Map.of()))
                .contains(file.toString(), "line 3")
                .doesNotContain("test-token");
    }

    @Test
    void saysThatAFileIsNoKubeconfig() throws IOException {
        Path file = directory.resolve("config");
        for (String content : List.of("", "just text", "- a\n- b\n", "apiVersion: v1\nkind: Config\n")) {
            Files.writeString(file, content);

            assertThat(message(Optional.of(file), Map.of()))
                    .as(content)
                    .contains(file.toString())
                    .doesNotContain("Exception");
        }
    }

    private static Path write(Path file, String server) throws IOException {
        return Files.writeString(file, Kubeconfigs.of(server, ""));
    }

    private static String message(Optional<Path> file, Map<String, String> environment) {
        return catchThrowableOfType(NoClusterException.class, () -> find(file, Optional.empty(), environment))
                .getMessage();
    }

    private static ClusterSource find(Optional<Path> file, Optional<String> context, Map<String, String> environment) {
        return ClusterSource.find(new ClusterSettings(
                file, context, environment, List.of(), List.of(), 500, 50, ClusterSettings.DEFAULT_DEADLINE));
    }
}
