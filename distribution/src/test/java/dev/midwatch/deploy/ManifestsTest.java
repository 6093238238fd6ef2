package dev.midwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.Problem;
import dev.midwatch.core.job.JobCatalog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain manifests, held against the program. */
class ManifestsTest {
    private static final Map<String, String> PLAN = Map.of(
            "cluster-health-check", "every 15m",
            "pod-restart-loop", "every 10m",
            "pvc-pressure", "every 30m",
            "argocd-sync-health", "every 1h",
            "cert-expiry", "every day at 09:00",
            "node-resource-drift", "every 30m",
            "daily-cluster-report", "0 8 * * *");

    @TempDir
    Path directory;

    @Test
    void everyFileButTheSecretIsPartOfTheWhole() throws IOException {
        List<String> named = new ArrayList<>(List.of("kustomization.yaml", "secret.yaml"));
        Manifests.kustomization().path("resources").forEach(file -> named.add(file.asText()));

        try (Stream<Path> files = Files.list(Manifests.BASE)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void everythingLooksWhereTheProgramListens() throws IOException {
        int dashboard = Config.defaults().dashboard().port();
        int api = Config.defaults().apiServer().port();
        Manifests base = Manifests.base();

        JsonNode container = base.get("Deployment", "midwatch").at("/spec/template/spec/containers/0");
        assertThat(numbers(container.path("ports"), "containerPort")).containsExactly(dashboard, api);
        assertThat(texts(container.path("ports"), "name")).containsExactly("dashboard", "api");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("api");
        }
        JsonNode service = base.get("Service", "midwatch").at("/spec/ports");
        assertThat(numbers(service, "port")).containsExactly(dashboard, api);
        assertThat(texts(service, "targetPort")).containsExactly("dashboard", "api");
        assertThat(base.get("Ingress", "midwatch")
                        .at("/spec/rules/0/http/paths/0/backend/service/port/name")
                        .asText())
                .isEqualTo("dashboard");
        JsonNode policy = base.get("NetworkPolicy", "midwatch").at("/spec/ingress");
        assertThat(policy.findValues("port").stream().map(JsonNode::asInt)).containsExactly(dashboard, api);
    }

    @Test
    void thePodsAreFoundByWhatLooksForThem() throws IOException {
        Manifests base = Manifests.base();
        JsonNode gateway = base.get("Deployment", "midwatch").at("/spec/template/metadata/labels");

        assertThat(base.get("Service", "midwatch").at("/spec/selector")).isEqualTo(gateway);
        assertThat(base.get("NetworkPolicy", "midwatch").at("/spec/podSelector/matchLabels"))
                .isEqualTo(gateway);
        JsonNode seeding = base.get("Job", "midwatch-cron-seed").at("/spec/template");
        assertThat(
                        seeding.at(
                                "/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/labelSelector/matchLabels"))
                .isEqualTo(gateway);
        assertThat(base.get("NetworkPolicy", "midwatch-cron-seed").at("/spec/podSelector/matchLabels"))
                .isEqualTo(seeding.at("/metadata/labels"))
                .isNotEqualTo(gateway);
    }

    @Test
    void theMonitorsFindTheServiceAndItsKey() throws IOException {
        Path monitoring = Manifests.DEPLOY.resolve("monitoring");
        for (String file : List.of("pod-monitor.yaml", "service-monitor.yaml")) {
            JsonNode monitor = Manifests.yaml(monitoring.resolve(file));
            assertThat(monitor.at("/spec/selector/matchLabels"))
                    .isEqualTo(Manifests.base().get("Service", "midwatch").at("/metadata/labels"));
            JsonNode key = monitor.findValue("credentials");
            assertThat(key.path("name").asText()).isEqualTo("midwatch");
            assertThat(Installed.secret().has(key.path("key").asText())).isTrue();
            assertThat(monitor.findValue("port").asText()).isEqualTo("api");
        }
    }

    @Test
    void everyVariableIsOneThatTheProgramKnows() throws IOException {
        List<String> known = new ArrayList<>(ConfigLoader.variables(""));
        known.addAll(List.of("MIDWATCH_HOME", "MIDWATCH_SEED"));

        assertThat(Manifests.base().pods()).hasSize(2).allSatisfy(pod -> {
            assertThat(known).containsAll(Manifests.variables(pod).keySet());
            assertThat(pod.at("/spec/enableServiceLinks").asBoolean(true))
                    .as("else a Service would set more")
                    .isFalse();
        });
        List<String> secret = new ArrayList<>();
        Installed.secret().fieldNames().forEachRemaining(secret::add);
        assertThat(known).containsAll(secret);
    }

    @Test
    void theVolumesAreMountedWhereTheVariablesSay() throws IOException {
        assertThat(Manifests.base().pods()).allSatisfy(pod -> {
            JsonNode mounts = pod.at("/spec/containers/0/volumeMounts");
            assertThat(texts(mounts, "name")).containsExactly("data", "seed", "tmp");
            assertThat(texts(mounts, "mountPath"))
                    .containsExactly(
                            Manifests.variables(pod).get("MIDWATCH_HOME"),
                            Manifests.variables(pod).get("MIDWATCH_SEED"),
                            "/tmp");
            assertThat(pod.at("/spec/securityContext/runAsUser").asInt()).isEqualTo(65532);
            assertThat(pod.at("/spec/containers/0/securityContext/readOnlyRootFilesystem")
                            .asBoolean())
                    .isTrue();
        });
    }

    @Test
    void theSecretHoldsNothingButPlaceholders() throws IOException {
        assertThat(Installed.secret())
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.asText()).isEqualTo("REPLACE-ME"));
    }

    @Test
    void aSecretThatNobodyFilledInIsRefusedVariableByVariableBeforeAnythingIsPlanted() throws IOException {
        Installed installed = Installed.in(directory);
        Home home = new Home(directory.resolve("data"));
        List<String> variables = names(Installed.secret());

        assertThatThrownBy(() -> home.prepare(installed.environment()))
                .isInstanceOfSatisfying(ConfigException.class, refused -> {
                    for (String name : variables) {
                        assertThat(refused.problems())
                                .extracting(Problem::toString)
                                .anySatisfy(problem -> assertThat(problem)
                                        .contains("(" + name + ")")
                                        .contains("placeholder"));
                    }
                });
        assertThat(home.config()).doesNotExist();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theSeedIsInForceAtTheFirstStart() throws IOException {
        Installed installed = Installed.in(directory).filledIn();
        Home home = new Home(directory.resolve("data"));
        home.prepare(installed.environment());

        Config config = ConfigLoader.load(home, installed.environment(), Map.of());

        assertThat(config.sections().notices()).isEmpty();
        assertThat(config.model().name()).contains("qwen-3.6:27b");
        assertThat(config.auxiliary().compression().model()).contains("gemini-3-flash");
        assertThat(config.toolLoopGuardrails().hardStopEnabled()).isTrue();
        assertThat(config.actions().mode()).isEqualTo(ActionsConfig.Mode.AUTO_SAFE);
        assertThat(config.memory().writeApproval()).isTrue();
        assertThat(config.dashboard().enabled()).isTrue();
        assertThat(config.dashboard().host()).isEqualTo("0.0.0.0");
        assertThat(config.dashboard().basicAuth().username()).isPresent();
        assertThat(config.apiServer().enabled()).isTrue();
        assertThat(config.apiServer().key()).isPresent();
        assertThat(home.soul()).content().contains("k3s", "[SILENT]");
        String host = Manifests.base()
                .get("Ingress", "midwatch")
                .at("/spec/rules/0/host")
                .asText();
        assertThat(config.dashboard().publicUrl()).contains(URI.create("https://" + host));
    }

    @Test
    void theSevenJobsAreThoseOfThePlan() throws IOException {
        JobCatalog jobs = JobCatalog.open(directory.resolve("jobs.json"), Clock.systemUTC(), ZoneOffset.UTC);
        jobs.begin(Installed.in(directory).seed().resolve("jobs.json"));

        assertThat(jobs.jobs()).hasSize(7).allSatisfy(job -> {
            assertThat(PLAN).containsEntry(job.name(), job.schedule().text());
            assertThat(job.deliver()).isEqualTo("discord");
        });
        assertThat(Manifests.base().get("Job", "midwatch-cron-seed").at("/spec/template/spec/containers/0/args"))
                .extracting(JsonNode::asText)
                .containsExactly("cron", "apply", "--if-absent", "--file", "/opt/seed/jobs.json");
    }

    @Test
    void theInstallPageMarksWhatNeedsAClusterAndNamesNothingThatIsNot() throws IOException {
        assertThat(InstallPage.commandsAnywhere())
                .isNotEmpty()
                .noneMatch(command -> command.matches("kubectl (?!kustomize ).*|helm (?!lint |template ).*"));
        String page = Files.readString(InstallPage.FILE);
        for (MatchResult path : Pattern.compile("distribution/deploy/(?!overlays/mine)[\\w./-]*\\w")
                .matcher(page)
                .results()
                .toList()) {
            assertThat(Path.of("..", path.group())).exists();
        }
    }

    private static List<Integer> numbers(JsonNode list, String key) {
        return list.findValues(key).stream().map(JsonNode::asInt).toList();
    }

    private static List<String> texts(JsonNode list, String key) {
        return list.findValuesAsText(key);
    }
}
