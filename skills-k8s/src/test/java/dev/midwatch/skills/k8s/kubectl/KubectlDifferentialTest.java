package dev.midwatch.skills.k8s.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.ToolContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command, asked of the real kubectl and of the tool, against one real API server. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
class KubectlDifferentialTest {
    private static final String NAMESPACE = "midwatch-kubectl";

    private static Path kubeconfig;
    private static RealCluster cluster;

    @BeforeAll
    static void makeTheObjects(@TempDir Path directory) throws Exception {
        // Two programs can be compared only if nothing changes between their questions: best where no controller runs.
        kubeconfig = Path.of(System.getenv()
                .getOrDefault("MIDWATCH_TEST_FROZEN_KUBECONFIG", System.getenv("MIDWATCH_TEST_KUBECONFIG")));
        cluster = RealCluster.of(kubeconfig);
        Path manifests = directory.resolve("objects.yaml");
        try (var resource = KubectlDifferentialTest.class.getResourceAsStream("objects.yaml")) {
            Files.write(manifests, resource.readAllBytes());
        }
        kubectl(List.of("create", "namespace", NAMESPACE));
        String applied = kubectl(List.of("apply", "--server-side", "-n", NAMESPACE, "-f", manifests.toString()));
        assertThat(applied).contains("deployment.apps/web");
        kubectl(List.of("apply", "--server-side", "--subresource=status", "-n", NAMESPACE, "-f", manifests.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get pod nope",
                "get pod web-1 nope",
                "get pods,deploy web-1",
                "get svc -l a=b",
                "get pods -A",
                "get nodes -A",
                "get pods web-1 --ignore-not-found",
                "get pod nope --ignore-not-found",
                "get deploy -o wide",
                "get rs",
                "get quota",
                "get pv",
                "get all -o name",
                "get apps",
                "get certificates.cert-manager.io",
                "get po/web-1 svc/web -o yaml",
                "get pods -o jsonpath='{.items[?(@.status.containerStatuses[0].restartCount>5)].metadata.name}'",
                "get pods -o jsonpath='{.items[?(@.spec.nodeName)].metadata.name}'",
                "get pods -o jsonpath='{.items[-1:].metadata.name}'",
                "get pods -o jsonpath='{.items[*].metadata.name} and {.kind}'",
                "get pods -o jsonpath=\"{range .items[*]}{.metadata.name}{','}{end}\"",
                "get pods --sort-by='{.status.phase}'",
                "get cm texts -o jsonpath='{.data}'",
                "get deploy web -o custom-columns=A:.spec.replicas,B:.spec.template.spec.containers[0].args,C:.spec.paused",
                "get pods -o custom-columns='N:.metadata.name,R:.status.containerStatuses[*].restartCount' --no-headers",
                "rollout status deploy nope --watch=false",
                "rollout history ds/agent",
                "rollout history sts/db",
                "api-resources -o wide",
                "api-resources --namespaced=true --no-headers",
                "describe pod nope",
                "explain cm",
                "explain ingress.spec.rules",
                "explain crd.spec.versions --recursive",
                "explain applications.spec",
                "explain certificate.spec.issuerRef",
                "get pods",
                "get po -o wide",
                "get pods --show-labels",
                "get pods -L app,tier",
                "get pods --no-headers",
                "get pods web-1",
                "get pod/web-1 pod/web-2",
                "get pods -l app=web",
                "get pods -l 'app in (web),tier!=back'",
                "get pods --field-selector=status.phase=Pending",
                "get pods --sort-by=.metadata.creationTimestamp",
                "get pods --sort-by=.status.containerStatuses[0].restartCount",
                "get pods --sort-by=.metadata.name -o name",
                "get deploy,svc,cm",
                "get all",
                "get deploy/web svc/web",
                "get deploy web -o yaml",
                "get deploy web -o json",
                "get pods -o json",
                "get pods,svc -o yaml",
                "get cm texts -o yaml",
                "get cm texts -o json",
                "get svc web -o yaml",
                "get pods -o jsonpath='{.items[*].metadata.name}'",
                "get pods -o jsonpath='{range .items[*]}{.metadata.name}{\"\\t\"}{.status.phase}{\"\\n\"}{end}'",
                "get pods -o jsonpath='{.items[?(@.status.phase==\"Running\")].metadata.name}'",
                "get pods -o jsonpath='{.items[0].spec.containers[0]}'",
                "get pods -o jsonpath='{.items[0:2].metadata.labels}'",
                "get pods -o jsonpath='{..image}'",
                "get deploy web -o jsonpath='{.spec.template.spec.containers[*].image}'",
                "get deploy web -o jsonpath='{.metadata.annotations.note\\.example\\.com/text}'",
                "get pods -o custom-columns=NAME:.metadata.name,APP:.metadata.labels.app,NODE:.spec.nodeName",
                "get pods -o custom-columns=NAME:.metadata.name,IMAGES:.spec.containers[*].image",
                "get events",
                "get crd",
                "get ns default",
                "get nodes",
                "events",
                "events --types=Warning",
                "events --for pod/web-1",
                "rollout status deploy/web --watch=false",
                "rollout status deploy/busy --watch=false",
                "rollout status ds/agent --watch=false",
                "rollout status sts/db --watch=false",
                "rollout history deploy/web",
                "api-resources",
                "api-resources --api-group=apps",
                "api-resources --namespaced=false -o name",
                "explain pods",
                "explain deploy.spec.strategy.type",
                "explain pod.spec.containers",
                "explain pod.spec.tolerations --recursive",
                "explain sts.spec.updateStrategy"
            })
    void answersAsKubectlDoes(String command) throws Exception {
        List<String> words = new ArrayList<>(ShellWords.split(command));
        boolean inNamespace =
                !words.get(0).equals("api-resources") && !words.get(0).equals("explain");
        List<String> real = new ArrayList<>(words);
        if (inNamespace) {
            real.addAll(0, List.of("-n", NAMESPACE));
        }
        String expected = kubectl(real);
        String answer = ask((inNamespace ? "-n " + NAMESPACE + " " : "") + command);

        assertThat(ages(answer)).isEqualTo(ages(expected));
    }

    /** A second may pass between the two. */
    private static String ages(String text) {
        return text.stripTrailing().replaceAll("\\b\\d+[smh](\\d+s)?\\b *", "AGE ");
    }

    private static String ask(String command) throws Exception {
        try {
            return KubectlTool.answer(ShellWords.split(command), new LiveContext(cluster))
                    .text();
        } catch (UsageException e) {
            return e.asAnswer();
        }
    }

    private record LiveContext(ClusterReader cluster) implements ToolContext {
        @Override
        public Instant now() {
            return Instant.now();
        }
    }

    private static String kubectl(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
