package dev.midwatch.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.ToolRegistry;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.skills.k8s.KubernetesPlugin;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.TestContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a value that is not shown can be found out by asking which objects come before and after a guess. */
class ComparedSecretsTest {
    private static final String CLUSTER = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: first, namespace: team, labels: {order: b}}
            spec: {template: {spec: {containers: [{name: web, env: [{name: DB_PASSWORD, value: FIRST}, {name: MODE, value: quick}]}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: second, namespace: team, labels: {order: a}}
            spec: {template: {spec: {containers: [{name: web, env: [{name: DB_PASSWORD, value: SECOND}, {name: MODE, value: slow}]}]}}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: team}
            data: {api_key: FIRST, pin_password: "PIN", mode: quick}
            """;

    private static final String ENV = "{.items[?(@.spec.template.spec.containers[0].env[0].value%s)].metadata.name}";

    @TempDir
    Path directory;

    private Toolset tools;
    private Toolset swapped;

    @BeforeEach
    void offer() {
        tools = tools("lantern-orchid lamp 91", "zebra-quartz lamp 12", "483920");
        swapped = tools("zebra-quartz lamp 12", "lantern-orchid lamp 91", "112233");
    }

    private Toolset tools(String first, String second, String pin) {
        FakeCluster cluster = FakeCluster.of(
                CLUSTER.replace("FIRST", first).replace("SECOND", second).replace("PIN", pin));
        return new ToolRegistry(
                        List.of(),
                        new KubernetesPlugin().skills(TestContext.in(directory)),
                        permissions -> cluster,
                        (tool, declared, action, authority) -> Called.of(ToolResult.failed("nothing is written here")),
                        Clock.systemUTC())
                .offer(Authority.unattended("test", permission -> true));
    }

    private static String kubectl(Toolset tools, String command) {
        Called result = tools.call("kubectl", "{\"command\": \"" + command.replace("\"", "\\\"") + "\"}");
        assertThat(result.failed()).as(result.text()).isFalse();
        return result.text().strip();
    }

    /** The same answer whichever secret is where: nothing about either can be learned from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ">\"lantern-n\"",
                ">=\"lantern-orchid lamp 91\"",
                "<\"m\"",
                "<=\"lantern-p\"",
                "==\"lantern-orchid lamp 91\"",
                "!=\"lantern-orchid lamp 91\""
            })
    void comparesNoSecretInAFilter(String comparison) {
        String command = "get deployments -n team -o jsonpath='" + ENV.formatted(comparison) + "'";
        assertThat(kubectl(tools, command)).isEqualTo(kubectl(swapped, command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get deployments -n team -o name --sort-by=.spec.template.spec.containers[0].env[0].value",
                "get deployments -n team --no-headers --sort-by={.spec.template.spec.containers[0].env[0].value}",
                "get deployments -n team -o jsonpath='{.items[?(@..value>\"m\")].metadata.name}'",
                "get deployments -n team -o jsonpath='{.items[*].spec..env[?(@.value<\"m\")].name}'",
                "get deployments -n team -o 'custom-columns=A:.spec.template.spec.containers[0].env[?(@.value>\"m\")].name'",
                "get configmaps -n team -o jsonpath='{.items[?(@.data.pin_password>400000)].metadata.name}'"
            })
    void sortsByNone(String command) {
        assertThat(kubectl(tools, command)).isEqualTo(kubectl(swapped, command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{.items[?(@.data.api_key==\"lantern-orchid lamp 91\")].metadata.name}",
                "{.items[?(@.data.pin_password==\"483920\")].metadata.name}"
            })
    void confirmsNoGuess(String path) {
        assertThat(kubectl(tools, "get configmaps -n team -o jsonpath='" + path + "'"))
                .doesNotContain("settings");
    }

    @Test
    void stillComparesAndSortsWhatIsNone() {
        assertThat(kubectl(tools, "get deployments -n team -o name --sort-by=.metadata.labels.order"))
                .isEqualTo("deployment.apps/second\ndeployment.apps/first");
        assertThat(kubectl(
                        tools,
                        "get configmaps -n team -o jsonpath='{.items[?(@.data.mode==\"quick\")].metadata.name}'"))
                .isEqualTo("settings");
        assertThat(
                        kubectl(
                                tools,
                                "get deployment first -n team -o jsonpath='{.spec.template.spec.containers[0].env[?(@.name==\"MODE\")].value}'"))
                .isEqualTo("quick");
    }
}
