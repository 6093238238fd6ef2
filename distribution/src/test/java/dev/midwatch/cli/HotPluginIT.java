package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that comes, is replaced and goes while the installed gateway runs. */
@Timeout(120)
class HotPluginIT {
    private static final String KEY = "test-key-0123456789";
    private static final Pattern ADDRESS = Pattern.compile("API answers at (http://\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A check that speaks of one namespace, and before that waits as long as there is a file {@code hold}. */
    private static final String SOURCE = """
            package acme;
            import dev.midwatch.api.*;
            import dev.midwatch.api.check.*;
            import dev.midwatch.api.kube.*;
            import java.nio.file.*;
            import java.util.*;
            public final class Acme implements Plugin {
                public String name() { return "skills-acme"; }
                public List<Skill> skills(PluginContext context) {
                    Path data = context.dataDirectory();
                    Check check = new Check() {
                        public String name() { return "acme-says"; }
                        public String description() { return "says something"; }
                        public List<Permission> permissions() { return List.of(Permission.list(ResourceType.NAMESPACES)); }
                        public List<Finding> run(CheckContext context) throws ClusterException {
                            try {
                                while (Files.exists(data.resolve("hold"))) {
                                    Files.writeString(data.resolve("begun"), "");
                                    Thread.sleep(20);
                                }
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            return context.cluster().list(ResourceType.NAMESPACES).stream()
                                    .filter(one -> one.name().equals("shop"))
                                    .map(one -> (Finding) Finding.warning("AcmeSays", one).summary("acme says VERSION").look("kubectl get namespace shop"))
                                    .toList();
                        }
                    };
                    return List.of(Skill.named("acme", "Acme").checks(check)
                            .jobs(new Job("acme-watch", "every 24h", List.of("acme-says"), "", Job.When.ON_FINDINGS, "local")));
                }
            }
            """;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private String api;

    @Test
    void aPluginComesIsReplacedWhileItWorksAndGoes() throws Exception {
        Path home = directory.resolve("home");
        Path simulated = home.resolve("simulated");
        Path jar = Files.createDirectories(simulated.resolve("plugins")).resolve("acme.jar");
        Path hold = simulated.resolve("plugin-data/skills-acme/hold");
        Path one = jar("one");
        Path two = jar("two");
        Process gateway = gateway(home);
        try {
            api = address(gateway);
            assertThat(states()).noneMatch(state -> state.startsWith("skills-acme"));

            Files.copy(one, jar);
            await().until(() -> states().contains("skills-acme: loaded"));
            run();
            await().until(() -> findings().contains("acme says one"));

            Files.writeString(hold, "");
            run();
            await().until(() -> Files.exists(hold.resolveSibling("begun")));
            Files.copy(two, jar, StandardCopyOption.REPLACE_EXISTING);
            String draining = "skills-acme: draining, still in use by a look at the cluster, check acme-says";
            await().until(() -> states().containsAll(List.of("skills-acme: loaded", draining)));
            Program.Ended list = new Program(simulated).run("plugins", "list", "--output", "json");
            assertThat(list.exit()).as(list.err()).isZero();
            assertThat(list.out()).contains("\"draining: a look at the cluster, check acme-says\"");
            Files.delete(hold);
            await().until(() -> !states().contains(draining));
            run();
            await().until(() -> findings().contains("acme says two"));

            Files.writeString(jar, "no jar");
            await().until(() -> states().stream().anyMatch(state -> state.startsWith("acme.jar: is not a jar")));
            assertThat(states()).contains("skills-acme: loaded");

            Files.delete(jar);
            await().until(() -> states().stream().noneMatch(state -> state.contains("acme")));
            run();
            await().until(() -> runs().anyMatch("failed"::equals));
            assertThat(findings())
                    .as("nobody looks any more, which is no proof of health")
                    .contains("acme says two");
        } finally {
            gateway.destroy();
            assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path jar(String version) throws IOException {
        Path source = Files.createDirectories(directory.resolve(version).resolve("acme"))
                .resolve("Acme.java");
        Files.writeString(source, SOURCE.replace("VERSION", version));
        Path classes = Files.createDirectories(directory.resolve(version).resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).isZero();
        Path jar = directory.resolve(version + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                put(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            put(out, "META-INF/services/dev.midwatch.api.Plugin", "acme.Acme\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static Process gateway(Path home) throws IOException {
        Path script = Path.of("target", "midwatch", "bin", "midwatch").toAbsolutePath();
        ProcessBuilder command = new ProcessBuilder(
                        script.toString(), "gateway", "run", "--simulate", "healthy", "--home", home.toString())
                .redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.matches("(MIDWATCH|HERMES|OPENAI|API_SERVER)_.*"));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("API_SERVER_ENABLED", "1");
        command.environment().put("API_SERVER_PORT", "0");
        command.environment().put("API_SERVER_KEY", KEY);
        return command.start();
    }

    /** Where its API answers; what it says further is read away, so that it never waits for a reader. */
    private static String address(Process gateway) throws IOException {
        BufferedReader lines = gateway.inputReader();
        String line;
        while ((line = lines.readLine()) != null) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread rest = new Thread(() -> lines.lines().forEach(said -> {}), "gateway-says");
                rest.setDaemon(true);
                rest.start();
                return address.group(1);
            }
        }
        throw new AssertionError("the gateway ended before it answered");
    }

    private String call(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(api + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + KEY)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isLessThan(300);
        return answer.body();
    }

    /** Once the run before it has ended. */
    private void run() throws IOException, InterruptedException {
        await().until(() -> runs().noneMatch(state -> state.equals("running") || state.equals("claimed")));
        call("POST", "/api/jobs/acme-watch/run");
    }

    private String findings() throws IOException, InterruptedException {
        return call("GET", "/api/findings");
    }

    /** As in {@code skills-acme: loaded}. */
    private List<String> states() throws IOException, InterruptedException {
        return items("/api/plugins")
                .map(one -> one.path("name").asText() + ": " + one.path("state").asText())
                .toList();
    }

    /** How the runs of its job stand. */
    private Stream<String> runs() throws IOException, InterruptedException {
        return items("/api/runs?job=acme-watch").map(one -> one.path("state").asText());
    }

    private Stream<JsonNode> items(String path) throws IOException, InterruptedException {
        JsonNode items = JSON.readTree(call("GET", path)).path("items");
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1).map(items::get);
    }
}
