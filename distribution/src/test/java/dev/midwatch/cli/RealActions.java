package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.actions.Targets;
import dev.midwatch.api.tool.ToolSpec;
import dev.midwatch.core.action.Approver;
import dev.midwatch.core.action.Verdict;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.tool.Toolset;
import dev.midwatch.real.RealCluster;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every action tool, on targets of its own: planned, tried by the API server, asked for, approved and run. No kubelet is needed. */
final class RealActions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ASKED = Pattern.compile("approve proposal (\\S+) ");
    private static final Approver SOMEBODY = new Approver("cli:tester", Level.APPROVER);
    private static final String RUNNING =
            "{\"status\":{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"web\",\"ready\":true,"
                    + "\"restartCount\":0,\"image\":\"i\",\"imageID\":\"i\",\"state\":{\"running\":{}}}]}}";

    private final RealCluster cluster;
    private final String namespace;
    private final Set<String> ran = new TreeSet<>();

    RealActions(RealCluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    void runAll(Workspace workspace, Toolset tools) throws Exception {
        cluster.apply(Targets.in(namespace));
        String pod = podOf("autoscaled");
        cluster.kubectl("-n", namespace, "patch", "pod", pod, "--subresource=status", "--type=merge", "-p", RUNNING);
        for (String kind : new String[] {"Deployment", "StatefulSet", "DaemonSet"}) {
            run(workspace, tools, "rollout_restart", of(kind, "changed"));
            awaitObserved(kind, "changed");
            cluster.kubectl("-n", namespace, "set", "image", kind + "/changed", "web=registry.example/web:2");
            awaitObserved(kind, "changed");
            run(workspace, tools, "rollout_undo", of(kind, "changed"));
        }
        for (String workload : new String[] {"Deployment web", "StatefulSet changed", "ReplicaSet alone"}) {
            Map<String, Object> scale = of(workload.split(" ")[0], workload.split(" ")[1]);
            scale.put("replicas", 4);
            run(workspace, tools, "scale", scale);
        }
        assertThat(run(workspace, tools, "exec", Map.of("namespace", namespace, "pod", pod, "command", new String[] {
                    "true"
                })))
                .as("there is no kubelet")
                .isInstanceOf(Verdict.Failed.class);
        run(workspace, tools, "delete_pod", named(pod));
        run(workspace, tools, "evict_pod", named(podOf("restarted")));
        run(workspace, tools, "delete_job", named("load"));
        run(workspace, tools, "cordon", Map.of("name", namespace + "-node"));
        run(workspace, tools, "uncordon", Map.of("name", namespace + "-node"));
        Map<String, Object> suspend = named("nightly");
        suspend.put("suspend", true);
        run(workspace, tools, "suspend_cronjob", suspend);
        run(workspace, tools, "argocd_refresh", named("shop"));
        run(workspace, tools, "argocd_sync", named("shop"));
        run(workspace, tools, "certificate_renew", named("fresh"));
        assertThat(ran)
                .isEqualTo(tools.specs().stream()
                        .map(ToolSpec::name)
                        .filter(tools::acts)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** All but exec have to be done. */
    private Verdict run(Workspace workspace, Toolset tools, String tool, Map<String, ?> arguments)
            throws JsonProcessingException {
        String call = JSON.writeValueAsString(arguments);
        // A restart has to wait for the rollout that the making of the target was.
        Called answer = await().atMost(Duration.ofSeconds(60))
                .until(() -> tools.call(tool, call), one -> !one.text().contains("is being rolled out now"));
        Matcher asked = ASKED.matcher(answer.text());
        assertThat(asked.find()).as(tool + " " + call + ": " + answer.text()).isTrue();
        Verdict verdict = workspace
                .gate()
                .decide(asked.group(1), true, SOMEBODY)
                .verdict()
                .orElseThrow();
        assertThat(verdict.toString()).doesNotContainIgnoringCase("forbidden").doesNotContain("403");
        if (!tool.equals("exec")) {
            assertThat(verdict).as(tool + " " + call).isInstanceOf(Verdict.Ran.class);
        }
        ran.add(tool);
        return verdict;
    }

    private Map<String, Object> of(String kind, String name) {
        Map<String, Object> arguments = named(name);
        arguments.put("kind", kind);
        return arguments;
    }

    private Map<String, Object> named(String name) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("namespace", namespace);
        arguments.put("name", name);
        return arguments;
    }

    private String podOf(String app) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> cluster.kubectl(
                                "-n",
                                namespace,
                                "get",
                                "pods",
                                "-l",
                                "app=" + app,
                                "-o",
                                "jsonpath={.items[*].metadata.name}"),
                        names -> !names.isBlank())
                .split(" ")[0];
    }

    /** Its controller has seen it as it is, and has written the revision down. */
    private void awaitObserved(String kind, String name) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String[] seen = cluster.kubectl(
                            "-n",
                            namespace,
                            "get",
                            kind,
                            name,
                            "-o",
                            "jsonpath={.metadata.generation} {.status.observedGeneration}")
                    .split(" ", -1);
            return seen.length == 2 && seen[0].equals(seen[1]);
        });
    }
}
