package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.testkit.FakeCluster;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubectlToolTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete pod web -n shop          | delete_pod",
                "-n shop delete po/web           | delete_pod",
                "delete job x                    | delete_job",
                "delete ns shop --force          | delete_pod and delete_job",
                "rollout restart deploy/web      | rollout_restart",
                "rollout undo deploy/web         | rollout_undo",
                "scale deploy/web --replicas=3   | action tool scale",
                "drain node-1 --ignore-daemonsets| evict_pod",
                "apply -f x.yaml                 | Propose the command to a person",
                "rollout pause deploy/web        | Propose the command to a person",
                "exec web -- ls                  | action tool exec"
            })
    void pointsToTheActionForAVerbThatWrites(String command, String hint) throws Exception {
        ToolResult result = run(FakeCluster.empty(), command);

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).contains(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frobnicate                  | unknown command \"frobnicate\"",
                "get pods --colour=always    | unknown flag: --colour",
                "get pods -w                 | each call answers once",
                "logs web -f                 | each call answers once",
                "get                         | You must specify the type of resource",
                "get pods -o go-template=x   | custom-columns",
                "get pod web -A              | cannot be retrieved by name across all namespaces",
                "get pod/web svc             | may not have more than one slash",
                "''                          | unknown command"
            })
    void saysWhatWouldBeRight(String command, String hint) throws Exception {
        ToolResult result = run(FakeCluster.empty(), command);

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).startsWith("error: ").contains(hint);
    }

    @Test
    void takesTheProgramNameAndFlagsBeforeTheVerb() throws Exception {
        FakeCluster cluster = FakeCluster.of("{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}}");

        assertThat(text(cluster, "kubectl -n shop get po -o name")).isEqualTo("pod/web\n");
    }

    @Test
    void cutsALongAnswerAndSaysHowMuchIsLeft() throws Exception {
        FakeCluster cluster = FakeCluster.of(IntStream.range(0, 2_000)
                .mapToObj("{apiVersion: v1, kind: Pod, metadata: {name: web-%04d, namespace: default}}"::formatted)
                .collect(Collectors.joining("\n---\n")));

        String answer = text(cluster, "get pods");
        long shown = answer.lines().filter(line -> line.startsWith("web-")).count();

        assertThat(answer).hasSizeLessThan(12_200);
        assertThat(answer.lines().reduce((one, other) -> other))
                .contains("… %d more, narrow with a name, -n, -l, --field-selector or -o jsonpath=..."
                        .formatted(2_000 - shown));
    }

    @Test
    void costsTheModelFewTokens() {
        assertThat(new KubectlTool().spec().description()
                        + new KubectlTool().spec().parameters())
                .hasSizeLessThan(700);
    }
}
