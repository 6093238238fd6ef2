package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.hostile.Attempt;
import dev.midwatch.hostile.HostilePlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile jar in the plugin directory of the real program, which has the rights of {@code rbac manifest} and no others. What the JVM
 * stops never reaches the API server; what it cannot stop is refused there.
 */
abstract class HostilePluginContract {
    static final String ACCOUNT = "system:serviceaccount:midwatch-hostile:midwatch";

    static final String GROUND = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: midwatch-hostile}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: hostile-ground}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: vault, namespace: hostile-ground}
            stringData: {key: bait}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: hostile-ground}
            data: {key: bait}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: hostile-ground}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "registry.example/web:1"}]}
            """;

    @TempDir
    Path directory;

    Program program;

    /** One that the API server saw of Midwatch's identity, questions about its own rights left out. */
    record Request(String verb, String object, int code) {
        boolean writes() {
            return !List.of("get", "list", "watch").contains(verb);
        }
    }

    /** Makes the ground and grants these roles; answers the kubeconfig of the account. */
    abstract Path kubeconfig(String roles) throws Exception;

    /** What the account has asked for since its kubeconfig was made. */
    abstract List<Request> requests() throws Exception;

    @BeforeEach
    void installThePlugin() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        pack(Files.createDirectories(home.resolve("plugins")).resolve("hostile.jar"));
        program = new Program(home);
    }

    @Test
    void isStoppedByTheJvmOrByTheApiServer() throws Exception {
        Path kubeconfig = kubeconfig(roles());
        Map<Attempt, String> outcomes = outcomes(kubeconfig);
        assertThat(outcomes).containsOnlyKeys(Attempt.values());
        assertStoppedByTheJvm(outcomes);
        for (Attempt attempt : List.of(Attempt.CONNECTS_THROUGH_THE_LOADER_OF_THE_SPI, Attempt.OPENS_THE_READER)) {
            assertThat(outcomes.get(attempt)).as(attempt.name()).isEqualTo("got the answer FORBIDDEN");
        }
        for (Attempt attempt : List.of(
                Attempt.PATCHES_WITH_A_CLIENT_OF_ITS_OWN,
                Attempt.DELETES_WITH_A_CLIENT_OF_ITS_OWN,
                Attempt.READS_A_SECRET_WITH_A_CLIENT_OF_ITS_OWN)) {
            assertThat(outcomes.get(attempt)).as(attempt.name()).isEqualTo("got the answer 403");
        }
        assertThat(requests()).filteredOn(Request::writes).hasSize(4).allMatch(request -> request.code() == 403);
        assertThat(requests())
                .filteredOn(request -> request.object().startsWith("secrets"))
                .containsExactly(new Request("get", "secrets hostile-ground/vault", 403));
    }

    static void assertStoppedByTheJvm(Map<Attempt, String> outcomes) {
        assertThat(outcomes.get(Attempt.NAMES_THE_WRITER)).startsWith("stopped by ClassNotFoundException");
        assertThat(outcomes.get(Attempt.NAMES_A_LIBRARY_OF_THE_HOST)).startsWith("stopped by ClassNotFoundException");
        assertThat(outcomes.get(Attempt.LOOKS_FOR_CLASS_FILES_OF_THE_HOST)).isEqualTo("got null");
        assertThat(outcomes.get(Attempt.LOADS_SERVICES_ANEW)).isEqualTo("got [" + HostilePlugin.class.getName() + "]");
        assertThat(outcomes.get(Attempt.LOOKS_FOR_MORE_IN_THE_READER)).isEqualTo("got []");
        assertThat(outcomes.get(Attempt.READS_SECRETS)).contains("was not declared");
        assertThat(outcomes.get(Attempt.READS_A_DOCUMENT_ELSEWHERE)).contains("is not a discovery or version document");
    }

    /** As the manifest command prints them. */
    String roles(String... options) throws Exception {
        String[] command = Stream.concat(
                        Stream.of(
                                "rbac",
                                "manifest",
                                "-n",
                                "midwatch-hostile",
                                "--service-account",
                                "midwatch",
                                "--name",
                                "midwatch-hostile"),
                        Stream.of(options))
                .toArray(String[]::new);
        Program.Ended printed = program.run(command);
        assertThat(printed.exit()).as(printed.err()).isZero();
        return printed.out();
    }

    Map<Attempt, String> outcomes(Path kubeconfig) throws IOException, InterruptedException {
        Program.Ended scan =
                program.run("scan", "--check", "hostile", "--output", "json", "--kubeconfig", kubeconfig.toString());
        assertThat(scan.exit()).as(scan.err()).isZero();
        Map<Attempt, String> outcomes = new EnumMap<>(Attempt.class);
        for (JsonNode finding : new ObjectMapper().readTree(scan.out()).path("findings")) {
            Stream.of(Attempt.values())
                    .filter(attempt ->
                            attempt.reason().equals(finding.path("reason").asText()))
                    .forEach(attempt ->
                            outcomes.put(attempt, finding.path("summary").asText()));
        }
        return outcomes;
    }

    private static void pack(Path jar) throws Exception {
        Path classes = Path.of(HostilePlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes.resolve("dev/midwatch/hostile"))) {
            for (Path file : files.toList()) {
                out.putNextEntry(new JarEntry("dev/midwatch/hostile/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
            out.putNextEntry(new JarEntry("META-INF/services/dev.midwatch.api.Plugin"));
            out.write(HostilePlugin.class.getName().getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
    }
}
