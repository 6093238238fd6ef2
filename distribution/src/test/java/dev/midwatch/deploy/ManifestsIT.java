package dev.midwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.cli.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed program, started as the manifests start it. */
class ManifestsIT {
    private static final Path SCRIPT = Path.of("target/midwatch/bin/midwatch").toAbsolutePath();
    private static final Pattern API = Pattern.compile("the API answers at (http://\\S+)");

    @TempDir
    Path directory;

    @Test
    void theRightsAreThoseThatTheProgramPrints() throws Exception {
        Program midwatch = new Program(directory.resolve("home"));
        List<String> print = List.of("rbac", "manifest", "-n", "platform-engineer", "--name", "platform-engineer");
        List<String> withActions = new ArrayList<>(print);
        withActions.add("--with-actions");

        assertThat(midwatch.run(withActions.toArray(String[]::new)).out())
                .as("distribution/deploy/update-rbac.sh writes it anew")
                .isEqualTo(Files.readString(Manifests.BASE.resolve("rbac.yaml")));
        assertThat(midwatch.run(print.toArray(String[]::new)).out())
                .as("distribution/deploy/update-rbac.sh writes it anew")
                .isEqualTo(Files.readString(Manifests.OBSERVE_ONLY.resolve("rbac.yaml")));
    }

    @Test
    void theSeededJobsAreThoseThatThePluginsBring() throws Exception {
        Program midwatch = new Program(directory.resolve("home"));
        Path jobs = Installed.in(directory).seed().resolve("jobs.json");

        Program.Ended ended = midwatch.run("cron", "apply", "--dry-run", "--file", jobs.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(7).allMatch(line -> line.endsWith(": unchanged"));
    }

    @Test
    void theGatewayIsSeededAndCronSeedAddsBesideItWhatIsAbsentAndNothingTheSecondTime() throws Exception {
        Installed pod = Installed.in(directory).filledIn();
        Path home = directory.resolve("data");
        Process gateway = start(pod, Map.of("API_SERVER_PORT", "0"), "gateway", "run", "--simulate", "healthy");
        try {
            URI api = api(gateway);
            Path data = home.resolve("simulated");
            String key = pod.environment().get("API_SERVER_KEY");
            assertThat(get(api.resolve("/health/live"), "").statusCode()).isEqualTo(200);
            assertThat(get(api.resolve("/api/jobs"), key).body()).contains("\"cert-expiry\"", "\"helm-releases\"");
            assertThat(data.resolve("config.yaml")).content().contains("qwen-3.6:27b");
            end(start(pod, Map.of(), "cron", "remove", "cert-expiry", "--home", data.toString()), 0);

            assertThat(seedJobs(pod, data)).containsOnlyOnce("cert-expiry: created");
            String jobs = Files.readString(data.resolve("cron/jobs.json"));
            assertThat(seedJobs(pod, data).lines()).hasSize(7).allMatch(line -> line.endsWith(": unchanged"));

            assertThat(data.resolve("cron/jobs.json")).hasContent(jobs);
            assertThat(get(api.resolve("/api/jobs"), key).body()).contains("\"cert-expiry\"");
        } finally {
            gateway.destroy();
            gateway.waitFor();
        }
    }

    @Test
    void aSecretThatNobodyFilledInIsRefusedInWords() throws Exception {
        String said = end(start(Installed.in(directory), Map.of(), "gateway", "run"), 2);

        assertThat(said).contains("environment: discord.bot_token (DISCORD_BOT_TOKEN)", "placeholder");
        assertThat(directory.resolve("data/config.yaml")).doesNotExist();
    }

    /** As the Job's container does. */
    private String seedJobs(Installed pod, Path data) throws IOException, InterruptedException {
        String jobs = pod.seed().resolve("jobs.json").toString();
        return end(start(pod, Map.of(), "cron", "apply", "--if-absent", "--file", jobs, "--home", data.toString()), 0);
    }

    /** A container's start; it listens on loopback, as this is no pod. */
    private Process start(Installed pod, Map<String, String> also, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = process.environment();
        environment.keySet().removeIf(name -> name.matches("(MIDWATCH|HERMES|OPENAI|API_SERVER|DISCORD|KUBE)_?.*"));
        environment.putAll(pod.environment());
        environment.putAll(Map.of(
                "MIDWATCH_HOME",
                directory.resolve("data").toString(),
                "HOME",
                directory.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "OPENAI_BASE_URL",
                "http://127.0.0.1:9/v1",
                "MIDWATCH_DASHBOARD",
                "0",
                "API_SERVER_HOST",
                "127.0.0.1"));
        environment.putAll(also);
        return process.start();
    }

    private static String end(Process process, int expected) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(expected);
        return said;
    }

    private static URI api(Process gateway) throws IOException {
        BufferedReader lines = gateway.inputReader();
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = lines.readLine()) != null) {
            said.append(line).append('\n');
            Matcher address = API.matcher(line);
            if (address.find()) {
                return URI.create(address.group(1));
            }
        }
        throw new AssertionError("no API:\n" + said);
    }

    private static HttpResponse<String> get(URI address, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
