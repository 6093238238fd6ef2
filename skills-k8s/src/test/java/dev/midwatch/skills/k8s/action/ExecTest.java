package dev.midwatch.skills.k8s.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, namespace: shop, uid: u1}
            spec: {containers: [{name: web}, {name: proxy}]}
            status: {containerStatuses: [{name: web, state: {running: {}}}, {name: proxy, state: {waiting: {}}}]}
            """;

    private static Action.Exec plan(String manifests, String container, Object command) throws Exception {
        Map<String, Object> arguments = new HashMap<>(Map.of("namespace", "shop", "pod", "web-1", "command", command));
        if (!container.isEmpty()) {
            arguments.put("container", container);
        }
        return (Action.Exec) ToolRun.of(new Exec()).plan(FakeCluster.of(manifests), arguments);
    }

    @Test
    void runsWordsInTheFirstContainer() throws Exception {
        Action.Exec exec = plan(POD, "", List.of("df", "-h", "/var/lib"));

        assertThat(exec.container()).isEqualTo("web");
        assertThat(exec.command()).containsExactly("df", "-h", "/var/lib");
        assertThat(exec.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(exec.intent().target().uid()).isEqualTo("u1");
        assertThat(exec.intent().kubectl()).isEqualTo("kubectl -n shop exec web-1 -c web -- df -h /var/lib");
        assertThat(exec.intent().blast()).hasToString("1 container runs the command: web of Pod shop/web-1");
    }

    @Test
    void takesTheContainerThatThePodNamesAsItsMainOne() throws Exception {
        String annotated = POD.replace(
                        "uid: u1", "uid: u1, annotations: {kubectl.kubernetes.io/default-container: proxy}")
                .replace("waiting", "running");

        assertThat(plan(annotated, "", List.of("df")).container()).isEqualTo("proxy");
        assertThat(plan(annotated, "web", List.of("df")).container()).isEqualTo("web");
    }

    @Test
    void quotesForAShellWhatAShellWouldRead() throws Exception {
        assertThat(plan(POD, "", List.of("echo", "it's $HOME", "")).intent().kubectl())
                .endsWith("-- echo 'it'\\''s $HOME' ''");
    }

    @Test
    void refusesAContainerThatIsNotThereOrDoesNotRun() {
        assertThatThrownBy(() -> plan(POD, "db", List.of("df"))).hasMessage("container has to be one of web, proxy");
        assertThatThrownBy(() -> plan(POD, "proxy", List.of("df")))
                .hasMessage("container proxy of Pod shop/web-1 does not run now");
    }

    @Test
    void refusesWhatIsNoListOfWords() {
        for (Object no : List.of("df -h", List.of(), List.of(" "), List.of("df", 7), List.of(List.of("df")))) {
            assertThatThrownBy(() -> plan(POD, "", no)).hasMessageStartingWith("command has to be a list");
        }
        assertThatThrownBy(() -> plan(POD, "", List.of("a".repeat(1_001)))).hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "a\u202eb", "a\u200bb", "\u001b[2K"})
    void refusesWhatAPersonWouldNotSee(String word) {
        assertThatThrownBy(() -> plan(POD, "", List.of("echo", word))).hasMessageContaining("invisible");
    }
}
