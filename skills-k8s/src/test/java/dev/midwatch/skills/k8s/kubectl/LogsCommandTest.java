package dev.midwatch.skills.k8s.kubectl;

import static dev.midwatch.skills.k8s.kubectl.Kubectl.run;
import static dev.midwatch.skills.k8s.kubectl.Kubectl.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.testkit.FakeCluster;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogsCommandTest {
    private final FakeCluster cluster = FakeCluster.of("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-1, namespace: shop, labels: {app: web}}
                    spec: {nodeName: n1, containers: [{name: app}, {name: proxy}], initContainers: [{name: setup}]}
                    status: {phase: Running, containerStatuses: [{restartCount: 4}]}
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-0, namespace: shop, labels: {app: web}}
                    spec: {containers: [{name: app}]}
                    status: {phase: Pending}
                    ---
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web, namespace: shop}
                    spec: {selector: {matchLabels: {app: web}}}
                    """)
            .log("shop", "web-1", "app", false, "one\ntwo\nthree")
            .log("shop", "web-1", "app", true, "boom")
            .log("shop", "web-1", "proxy", false, "listening");

    @Test
    void saysWhichContainerItChose() throws Exception {
        assertThat(text(cluster, "logs web-1 -n shop --tail=2")).isEqualTo("""
                Defaulted container "app" out of: app, proxy, setup (init)
                two
                three
                """);
        assertThat(text(cluster, "logs pod/web-1 -n shop -c proxy")).isEqualTo("listening\n");
    }

    @Test
    void readsTheRunBeforeTheLastRestart() throws Exception {
        assertThat(text(cluster, "logs web-1 -n shop -c app -p")).isEqualTo("boom\n");
        assertThat(run(cluster, "logs web-1 -n shop -c proxy --previous").failed())
                .isTrue();
    }

    @Test
    void readsThePodOfAWorkloadThatIsBestToRead() throws Exception {
        assertThat(text(cluster, "logs deploy/web -n shop -c app --tail 1")).isEqualTo("""
                Found 2 pods, using pod/web-1
                three
                """);
    }

    @Test
    void readsOnWhereOneContainerHasNoLog() throws Exception {
        assertThat(text(cluster, "logs -l app=web -n shop -c app --prefix --tail=1"))
                .isEqualTo("""
                [pod/web-1/app] three
                Error from server:  terminated container "app" in pod "web-0" not found
                """);
        assertThat(run(cluster, "logs web-1 -n shop --all-containers").text())
                .contains("setup")
                .contains("three")
                .contains("listening");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        assertThat(run(cluster, "logs nope -n shop").text()).contains("pods \"nope\" not found in namespace shop");
        assertThat(run(cluster, "logs web-1 -n shop -c nope").text())
                .isEqualTo("error: container nope is not valid for pod web-1; it has [setup, app, proxy]");
        assertThat(text(cluster, "logs -l app=none -n shop")).isEqualTo("No resources found in shop namespace.\n");
        assertThat(run(cluster, "logs").text()).contains("needs a POD");
    }

    @Test
    void keepsTheEndOfALongLog() throws Exception {
        cluster.log(
                "shop",
                "web-0",
                "app",
                false,
                IntStream.range(0, 5_000).mapToObj("line %d"::formatted).collect(Collectors.joining("\n")));

        String answer = text(cluster, "logs web-0 -n shop");

        assertThat(answer).hasSizeLessThan(12_000).startsWith("… ").endsWith("line 4999\n");
        assertThat(answer.lines().findFirst()).get().asString().contains("more before these, narrow with --tail");
    }
}
