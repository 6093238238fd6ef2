package dev.midwatch.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each action is planned, tried, run and where it can be undone, on the objects of {@code targets.yaml}; each test has its own. */
abstract class ActionsContract {
    private static final ResourceType APPLICATIONS =
            ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");
    private static final ResourceType CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");
    private static final Map<String, ResourceType> KINDS = Map.of(
            "Deployment", ResourceType.DEPLOYMENTS,
            "StatefulSet", ResourceType.STATEFUL_SETS,
            "DaemonSet", ResourceType.DAEMON_SETS,
            "ReplicaSet", ResourceType.REPLICA_SETS);

    @TempDir
    Path directory;

    protected abstract Cluster cluster();

    /** Where the targets are. */
    protected abstract String namespace();

    private Action plan(String tool, Object... arguments) throws ClusterException {
        return Plan.of(tool, cluster().live(), directory, arguments);
    }

    private Action planFor(String tool, String kind, String name, Object... more) throws ClusterException {
        Object[] all = new Object[6 + more.length];
        System.arraycopy(new Object[] {"kind", kind, "namespace", namespace(), "name", name}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return plan(tool, all);
    }

    /** Tries it, sees that nothing changed, and runs it. */
    private void run(Action action) throws ClusterException {
        ObjectRef target = action.intent().target();
        ResourceType type = action.intent().type();
        Json before = wanted(live(type, target.namespace(), target.name()));
        cluster().writer().dryRun(action);
        assertThat(wanted(live(type, target.namespace(), target.name()))).isEqualTo(before);
        write(action, "audit-of-" + action.intent().name());
    }

    /** Against the version that is there; controllers may write another one in between. */
    private void write(Action action, String auditId) throws ClusterException {
        for (int tries = 1; ; tries++) {
            KubeObject seen = cluster().writer().target(action).orElseThrow();
            try {
                cluster()
                        .writer()
                        .execute(action, seen.at("metadata.resourceVersion").text(), auditId);
                return;
            } catch (ClusterException e) {
                if (e.why() != ClusterException.Why.CONFLICT || tries == 5) {
                    throw e;
                }
            }
        }
    }

    /** What an action may change of the object, without what its controllers and the scheduler write meanwhile. */
    private static Json wanted(KubeObject object) {
        return switch (object.type().kind()) {
            case "Node" -> object.at("spec.unschedulable");
            case "Pod" -> object.at("metadata.deletionTimestamp");
            default -> object.at("spec");
        };
    }

    private void undo(Action action) throws ClusterException {
        run(action.intent().undo().orElseThrow());
    }

    private KubeObject live(ResourceType type, String namespace, String name) throws ClusterException {
        return cluster().live().find(type, namespace, name).orElseThrow();
    }

    private KubeObject live(ResourceType type, String name) throws ClusterException {
        return live(type, namespace(), name);
    }

    private static <T> T sooner(Callable<T> attempt) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(attempt, result -> result != null);
    }

    @Test
    void restartsAWorkload() throws ClusterException {
        Action restart = sooner(() -> planFor("rollout_restart", "Deployment", "restarted"));
        run(restart);

        KubeObject restarted = live(ResourceType.DEPLOYMENTS, "restarted");
        assertThat(restarted
                        .at("spec.template.metadata.annotations")
                        .get("kubectl.kubernetes.io/restartedAt")
                        .isPresent())
                .isTrue();
        assertThat(restarted.annotation("midwatch.dev/audit-id")).isEqualTo("audit-of-rollout_restart");
        assertThat(restart.intent().blast().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment web", "ReplicaSet alone"})
    void scalesAndScalesBack(String workload) throws ClusterException {
        String kind = workload.split(" ")[0];
        String name = workload.split(" ")[1];
        long before = live(KINDS.get(kind), name).at("spec.replicas").number(0);
        Action scale = planFor("scale", kind, name, "replicas", 5);
        run(scale);

        assertThat(live(KINDS.get(kind), name).at("spec.replicas").number(0)).isEqualTo(5);
        assertThat(live(KINDS.get(kind), name).annotation("midwatch.dev/audit-id"))
                .isEqualTo("audit-of-scale");
        awaitGoal(scale);
        undo(scale);
        assertThat(live(KINDS.get(kind), name).at("spec.replicas").number(0)).isEqualTo(before);
    }

    @Test
    void leavesAnAutoscalersWorkloadAlone() {
        assertThatThrownBy(() -> planFor("scale", "Deployment", "autoscaled", "replicas", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HorizontalPodAutoscaler");
    }

    /** What the change added is gone after the rollback, and back after its undo: templates are replaced and not merged. */
    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet"})
    void rollsBackToTheWholeTemplateAndForwardAgain(String kind) throws ClusterException {
        ResourceType type = KINDS.get(kind);
        sooner(() -> live(type, "changed").at("status.observedGeneration").raw());
        Json first = live(type, "changed").at("spec.template");
        write(change(live(type, "changed")), "audit-of-change");
        Json second = live(type, "changed").at("spec.template");
        assertThat(second).isNotEqualTo(first);

        Action back = sooner(() -> planFor("rollout_undo", kind, "changed"));
        run(back);
        assertThat(live(type, "changed").at("spec.template")).isEqualTo(first);
        undo(back);
        assertThat(live(type, "changed").at("spec.template")).isEqualTo(second);
    }

    /** Another image, one variable more, one more container, an annotation and no arguments. */
    private static Action change(KubeObject workload) {
        List<Map<String, ?>> steps = List.of(
                Map.of(
                        "op",
                        "replace",
                        "path",
                        "/spec/template/spec/containers/0/image",
                        "value",
                        "registry.example/web:2"),
                Map.of(
                        "op",
                        "add",
                        "path",
                        "/spec/template/spec/containers/0/env/-",
                        "value",
                        Map.of("name", "DEBUG", "value", "on")),
                Map.of("op", "remove", "path", "/spec/template/spec/containers/0/args"),
                Map.of(
                        "op",
                        "add",
                        "path",
                        "/spec/template/spec/containers/-",
                        "value",
                        Map.of("name", "proxy", "image", "registry.example/proxy:1")),
                Map.of("op", "add", "path", "/spec/template/metadata/annotations", "value", Map.of("note", "new")));
        return new Action.Patch(
                new Action.Intent("test_change", workload.type(), workload.ref(), Risk.RISKY, "kubectl edit"),
                "",
                PatchType.JSON,
                Json.of(steps));
    }

    private String podOf(String app) {
        return sooner(() ->
                cluster()
                        .live()
                        .list(ListQuery.of(ResourceType.PODS).in(namespace()).labelled("app=" + app))
                        .stream()
                        .filter(pod -> pod.deletionRequested().isEmpty())
                        .map(KubeObject::name)
                        .findFirst()
                        .orElse(null));
    }

    @Test
    void deletesAPodThatIsMadeAgain() throws ClusterException {
        String pod = podOf("autoscaled");
        Action delete = plan("delete_pod", "namespace", namespace(), "name", pod);
        run(delete);
        awaitGone(delete);
    }

    @Test
    void evictsAPodThatItsBudgetCovers() throws ClusterException {
        String pod = podOf("web");
        Action evict = plan("evict_pod", "namespace", namespace(), "name", pod);
        assertThat(evict.intent().blast().what()).contains("PodDisruptionBudget " + namespace() + "/web");
        sooner(() -> {
            run(evict);
            return true;
        });
        awaitGone(evict);
    }

    @Test
    void deletesAJobWithItsPods() throws ClusterException {
        Action delete = sooner(() -> {
            Action planned = plan("delete_job", "namespace", namespace(), "name", "load");
            return planned.intent().blast().count() == 1 ? planned : null;
        });
        run(delete);
        awaitGone(delete);
    }

    private void awaitGone(Action action) {
        ObjectRef target = action.intent().target();
        sooner(() -> cluster()
                        .live()
                        .find(action.intent().type(), target.namespace(), target.name())
                        .filter(object -> object.uid().equals(target.uid())
                                && object.deletionRequested().isEmpty())
                        .isEmpty()
                ? true
                : null);
    }

    /** As the field reads that the goal names; whether a rollout has ended is the kernel's to judge. */
    private void awaitGoal(Action action) {
        Goal goal = action.intent().goal();
        ObjectRef target = action.intent().target();
        if (goal.kind() == Goal.Kind.READS || goal.kind() == Goal.Kind.READS_NO_LONGER) {
            sooner(() -> live(action.intent().type(), target.namespace(), target.name())
                                    .at(goal.path())
                                    .text()
                                    .equals(goal.text())
                            == (goal.kind() == Goal.Kind.READS)
                    ? true
                    : null);
        }
    }

    @Test
    void closesANodeAndOpensIt() throws ClusterException {
        String node = namespace() + "-node";
        Action cordon = plan("cordon", "name", node);
        run(cordon);
        assertThat(live(ResourceType.NODES, "", node).at("spec.unschedulable").isTrue())
                .isTrue();
        Action uncordon = plan("uncordon", "name", node);
        awaitGoal(cordon);
        undo(cordon);
        assertThat(live(ResourceType.NODES, "", node).at("spec.unschedulable").isTrue())
                .isFalse();
        undo(uncordon);
        run(uncordon);
        awaitGoal(uncordon);
        assertThat(live(ResourceType.NODES, "", node).at("spec.unschedulable").isTrue())
                .isFalse();
    }

    @Test
    void suspendsACronJobAndResumesIt() throws ClusterException {
        Action suspend = plan("suspend_cronjob", "namespace", namespace(), "name", "nightly", "suspend", true);
        run(suspend);
        assertThat(live(ResourceType.CRON_JOBS, "nightly").at("spec.suspend").isTrue())
                .isTrue();
        awaitGoal(suspend);
        undo(suspend);
        awaitGoal(suspend.intent().undo().orElseThrow());
        assertThat(live(ResourceType.CRON_JOBS, "nightly").at("spec.suspend").isTrue())
                .isFalse();
    }

    @Test
    void asksArgoCdForARefreshAndASync() throws ClusterException {
        run(plan("argocd_refresh", "namespace", namespace(), "name", "shop", "hard", true));
        assertThat(live(APPLICATIONS, "shop").annotation("argocd.argoproj.io/refresh"))
                .isEqualTo("hard");

        run(plan("argocd_sync", "namespace", namespace(), "name", "shop"));
        Json operation = live(APPLICATIONS, "shop").at("operation");
        assertThat(operation.at("sync.revision").text()).isEqualTo("main");
        assertThat(operation.at("sync.syncOptions").texts()).containsExactly("CreateNamespace=true");
        assertThat(operation.at("initiatedBy.username").text()).isEqualTo("midwatch");
        assertThatThrownBy(() -> plan("argocd_sync", "namespace", namespace(), "name", "shop"))
                .hasMessageContaining("being synced now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "issued"})
    void asksCertManagerForANewCertificate(String name) throws ClusterException {
        int others = live(CERTIFICATES, name).condition("Ready").isPresent() ? 1 : 0;
        Action renew = plan("certificate_renew", "namespace", namespace(), "name", name);
        assertThatThrownBy(() -> write(forAnother(renew), "audit-of-another")).isInstanceOf(ClusterException.class);
        run(renew);

        KubeObject certificate = live(CERTIFICATES, name);
        assertThat(certificate.condition("Issuing").orElseThrow().isTrue()).isTrue();
        assertThat(certificate.condition("Issuing").orElseThrow().reason()).isEqualTo("ManuallyTriggered");
        assertThat(certificate.conditions()).hasSize(1 + others);
        assertThatThrownBy(() -> plan("certificate_renew", "namespace", namespace(), "name", name))
                .hasMessageContaining("being issued already");
    }

    /** The same for an object of the same name that is not there any more. */
    private static Action forAnother(Action action) {
        Action.Patch patch = (Action.Patch) action;
        ObjectRef seen = patch.intent().target();
        ObjectRef gone = new ObjectRef(
                seen.apiVersion(), seen.kind(), seen.namespace(), seen.name(), "00000000-0000-4000-8000-000000000000");
        return new Action.Patch(
                new Action.Intent(
                        "certificate_renew",
                        patch.intent().type(),
                        gone,
                        Risk.RISKY,
                        patch.intent().kubectl()),
                patch.subresource(),
                patch.patchType(),
                patch.body());
    }
}
