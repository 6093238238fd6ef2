package dev.midwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Helm chart, held against the plain manifests: what they make must be the same. */
class ChartTest {
    private static final Path FILES = Manifests.CHART.resolve("files");
    /** As old a cluster as there is support for; a helm that nobody released knows of none by itself. */
    private static final String CLUSTER = "1.25.0";

    @Test
    void itsFilesAreThoseOfTheManifests() throws IOException {
        JsonNode seed = Manifests.base().get("ConfigMap", "midwatch-seed").path("data");

        assertThat(FILES.resolve("SOUL.md")).hasContent(seed.path("SOUL.md").asText());
        assertThat(FILES.resolve("jobs.json")).hasContent(seed.path("jobs.json").asText());
        assertThat(FILES.resolve("rbac-with-actions.yaml")).hasSameBinaryContentAs(Manifests.BASE.resolve("rbac.yaml"));
        assertThat(FILES.resolve("rbac-read-only.yaml"))
                .hasSameBinaryContentAs(Manifests.OBSERVE_ONLY.resolve("rbac.yaml"));
    }

    @Test
    void itsValuesAreTheConfigurationOfTheManifests() throws IOException {
        String config = Manifests.base()
                .get("ConfigMap", "midwatch-seed")
                .at("/data/config.yaml")
                .asText();

        assertThat(values().path("config")).isEqualTo(Manifests.tree(config));
    }

    @Test
    void itsValuesFitTheirSchemaWhichNamesEachOfThem() throws IOException {
        assertThat(fits(values())).isTrue();
        JsonNode properties = schema().path("properties");
        values().fieldNames()
                .forEachRemaining(
                        name -> assertThat(properties.has(name)).as(name).isTrue());
    }

    @Test
    void theSchemaRefusesSlips() throws IOException {
        Map<String, String> slips = Map.of(
                "an unknown key", "ingres: {enabled: false}",
                "an unknown key further down", "image: {repository: a, tag: b, tga: c}",
                "a tag that is none", "image: {repository: a, tag: 'a b'}",
                "a word for a switch", "rbac: {actions: 'no'}",
                "a size that is none", "persistence: {size: much, storageClass: '', existingClaim: ''}");

        for (Map.Entry<String, String> slip : slips.entrySet()) {
            ObjectNode values = values();
            values.setAll((ObjectNode) Manifests.tree(slip.getValue()));
            assertThat(fits(values)).as(slip.getKey()).isFalse();
        }
    }

    private static ObjectNode values() throws IOException {
        return (ObjectNode) Manifests.yaml(Manifests.CHART.resolve("values.yaml"));
    }

    private static JsonNode schema() throws IOException {
        return Manifests.yaml(Manifests.CHART.resolve("values.schema.json"));
    }

    private static boolean fits(JsonNode values) throws IOException {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .createValidator();
        return validator
                .validate(validator.registerSchema((Object) schema()), (Object) values)
                .isValid();
    }

    /** Where there is no helm there are no such tests; {@code .ci/helm.sh} makes one. */
    @TestFactory
    Stream<DynamicTest> helm() {
        return Stream.of(
                        System.getenv("PATH").split(":"),
                        new String[] {System.getProperty("user.home") + "/.cache/midwatch/bin"})
                .flatMap(Stream::of)
                .map(folder -> Path.of(folder, "helm"))
                .filter(Files::isExecutable)
                .limit(1)
                .flatMap(helm -> Stream.of(
                        DynamicTest.dynamicTest("likes the chart", () -> lint(helm)),
                        DynamicTest.dynamicTest("makes what the manifests make", () -> sameAsTheManifests(helm)),
                        DynamicTest.dynamicTest(
                                "makes what the overlay makes that only observes", () -> readOnly(helm)),
                        DynamicTest.dynamicTest("takes every value to its place", () -> everyValue(helm)),
                        DynamicTest.dynamicTest("refuses slips", () -> slip(helm))));
    }

    private static void lint(Path helm) throws Exception {
        assertThat(say(helm, 0, "lint", "--strict")).contains("0 chart(s) failed");
    }

    private static void sameAsTheManifests(Path helm) throws Exception {
        Map<String, JsonNode> ours = render(helm).byName();
        Map<String, JsonNode> theirs = Manifests.base().byName();
        theirs.remove("Namespace/platform-engineer");

        assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(theirs.keySet());
        for (Map.Entry<String, JsonNode> object : theirs.entrySet()) {
            assertThat(comparable(ours.get(object.getKey())))
                    .as(object.getKey())
                    .isEqualTo(comparable(object.getValue()));
        }
    }

    private static void readOnly(Path helm) throws Exception {
        JsonNode role = render(helm, "--set", "rbac.actions=false").get("ClusterRole", "platform-engineer");

        assertThat(role)
                .isEqualTo(Manifests.of(Manifests.OBSERVE_ONLY.resolve("rbac.yaml"))
                        .get("ClusterRole", "platform-engineer"));
        assertThat(role.findValues("verbs").toString()).doesNotContain("delete", "patch", "create", "update");
    }

    private static void everyValue(Path helm) throws Exception {
        Path values = Files.createTempFile("values", ".yaml");
        try {
            Files.writeString(values, """
                    image: {repository: registry.example.org/m, tag: 1.2.3-abc}
                    imagePullSecrets: [{name: pull}]
                    existingSecret: sealed
                    serviceAccount: {name: watcher}
                    config: {timezone: Europe/Berlin}
                    soul: Calm.
                    jobs: '{"jobs": []}'
                    extraEnv: [{name: TZ, value: UTC}]
                    persistence: {size: 1Gi, storageClass: fast, existingClaim: ''}
                    resources: {requests: {memory: 200Mi}}
                    nodeSelector: {kubernetes.io/arch: amd64}
                    tolerations: [{operator: Exists}]
                    ingress: {host: watch.example.org, className: nginx}
                    networkPolicy:
                      extraEgress: [{ports: [{port: 11434}]}]
                      ingressController: {namespace: ingress-nginx, port: 444}
                    """);
            Manifests made = render(helm, "--values", values.toString());

            JsonNode pod = made.get("Deployment", "midwatch").at("/spec/template/spec");
            assertThat(made.pods())
                    .allSatisfy(each -> assertThat(each.toString())
                            .contains("registry.example.org/m:1.2.3-abc", "\"pull\"", "\"sealed\"", "\"Exists\""));
            assertThat(pod.path("serviceAccountName").asText()).isEqualTo("watcher");
            assertThat(pod.toString()).contains("\"TZ\"", "200Mi", "kubernetes.io/arch");
            JsonNode seed = made.get("ConfigMap", "midwatch-seed").path("data");
            assertThat(seed.path("config.yaml").asText()).contains("timezone: Europe/Berlin", "mode: auto_safe");
            assertThat(seed.path("SOUL.md").asText()).isEqualTo("Calm.\n");
            assertThat(seed.path("jobs.json").asText()).isEqualTo("{\"jobs\": []}\n");
            assertThat(made.get("PersistentVolumeClaim", "midwatch").toString()).contains("1Gi", "\"fast\"");
            assertThat(made.get("Ingress", "midwatch").toString())
                    .contains("watch.example.org", "\"nginx\"")
                    .doesNotContain("midwatch.example.com");
            assertThat(made.get("NetworkPolicy", "midwatch").toString()).contains("11434", "ingress-nginx", "444");
            assertThat(made.get("ClusterRoleBinding", "watcher").findValuesAsText("name"))
                    .containsOnly("watcher");
            assertThat(made.get("ClusterRole", "watcher")).isNotNull();
            assertThat(made.get("ServiceAccount", "watcher")).isNotNull();
        } finally {
            Files.delete(values);
        }
    }

    private static void slip(Path helm) throws Exception {
        assertThat(template(helm, 1, "--set", "image.tga=1")).contains("tga");
        assertThat(template(helm, 1, "--set", "rbac.actions=perhaps")).contains("actions");
    }

    /** Without what each way of installing needs for itself, and with the same image. */
    private static JsonNode comparable(JsonNode object) throws IOException {
        ObjectNode same = object.deepCopy();
        if (List.of("Job", "PersistentVolumeClaim").contains(object.path("kind").asText())) {
            ((ObjectNode) same.path("metadata")).remove("annotations");
        }
        String image = Manifests.kustomization().at("/images/0/name").asText();
        String tag = Manifests.kustomization().at("/images/0/newTag").asText();
        if (same.at("/spec/template/spec/containers/0") instanceof ObjectNode container
                && container.path("image").asText().equals(image)) {
            container.put("image", image + ":" + tag);
        }
        if (same.path("data") instanceof ObjectNode data && data.has("config.yaml")) {
            data.set("config.yaml", Manifests.tree(data.path("config.yaml").asText()));
        }
        return same;
    }

    private static Manifests render(Path helm, String... more) throws IOException, InterruptedException {
        return Manifests.parse(template(helm, 0, more));
    }

    private static String template(Path helm, int ends, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("template", "midwatch", "--namespace", "platform-engineer", "--kube-version", CLUSTER));
        arguments.addAll(List.of(more));
        return say(helm, ends, arguments.toArray(String[]::new));
    }

    private static String say(Path helm, int ends, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(helm.toString()));
        command.addAll(List.of(arguments));
        command.add(Manifests.CHART.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(ends);
        return said;
    }
}
