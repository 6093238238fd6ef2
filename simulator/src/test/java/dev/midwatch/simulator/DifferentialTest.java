package dev.midwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Sends the same requests to the simulator and to a real API server and compares the answers field by field. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
class DifferentialTest extends TwoServers {
    private static String configMap(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\",\"labels\":{\"app\":\"" + name + "\"}},\"data\":{\"key\":\"1\"}}";
    }

    private static String deployment(String name) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","labels":{"app":"%s"}},
                 "spec":{"replicas":0,"selector":{"matchLabels":{"app":"%s"}},"template":{
                  "metadata":{"labels":{"app":"%s"}},
                  "spec":{"containers":[{"name":"main","image":"registry.example/main:1","ports":[{"containerPort":80}],
                   "env":[{"name":"A","value":"1"}],"resources":{"limits":{"memory":"64Mi"}},
                   "readinessProbe":{"httpGet":{"port":80}}}]}}}}""".formatted(name, name, name, name);
    }

    @Test
    void createsReadsListsAndDeletes() {
        new Script()
                .step("create", wire -> wire.post(CORE + "/configmaps", configMap("one")))
                .step("create again", wire -> wire.post(CORE + "/configmaps", configMap("one")))
                .step("create dry", wire -> wire.post(CORE + "/configmaps?dryRun=All", configMap("dry")))
                .step("get dry", wire -> wire.get(CORE + "/configmaps/dry"))
                .step("get", wire -> wire.get(CORE + "/configmaps/one"))
                .step("second", wire -> wire.post(CORE + "/configmaps", configMap("two")))
                .step("list by label", wire -> wire.get(CORE + "/configmaps?labelSelector=app%20in%20(one,two)"))
                .step("list one page", wire -> wire.get(CORE + "/configmaps?labelSelector=app&limit=1"))
                .step("list by name", wire -> wire.get(CORE + "/configmaps?fieldSelector=metadata.name%3Dtwo"))
                .step("list by unknown field", wire -> wire.get(CORE + "/configmaps?fieldSelector=data.key%3D1"))
                .step("list from nonsense", wire -> text(wire.get("/api/v1/configmaps?continue=nonsense&limit=1")))
                .step("delete dry", wire -> wire.delete(CORE + "/configmaps/one?dryRun=All", null))
                .step(
                        "delete another version",
                        wire -> wire.delete(
                                CORE + "/configmaps/one",
                                "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"resourceVersion\":\"1\"}}"))
                .step("delete", wire -> wire.delete(CORE + "/configmaps/one", null))
                .step("delete again", wire -> wire.delete(CORE + "/configmaps/one", null))
                .end();
    }

    @Test
    void fillsInDefaults() {
        new Script()
                .step("deployment", wire -> wire.post(APPS + "/deployments?dryRun=All", deployment("d")))
                .step(
                        "stateful set",
                        wire -> wire.post(
                                APPS + "/statefulsets?dryRun=All",
                                deployment("s").replace("\"Deployment\"", "\"StatefulSet\"")))
                .step(
                        "daemon set",
                        wire -> wire.post(
                                APPS + "/daemonsets?dryRun=All",
                                deployment("s")
                                        .replace("\"Deployment\"", "\"DaemonSet\"")
                                        .replace("\"replicas\":0,", "")))
                .step(
                        "cron job",
                        wire -> wire.post("/apis/batch/v1/namespaces/" + NAMESPACE + "/cronjobs?dryRun=All", """
                                {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"c"},"spec":{"schedule":"0 * * * *",
                                "jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"m","image":"i"}]}}}}}}"""))
                .step("service", wire -> wire.post(CORE + "/services?dryRun=All", """
                                {"apiVersion":"v1","kind":"Service","metadata":{"name":"svc"},"spec":{"selector":{"a":"b"},"ports":[{"port":80}]}}"""))
                .step(
                        "secret",
                        wire -> wire.post(
                                CORE + "/secrets?dryRun=All",
                                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"x\"},\"stringData\":{\"a\":\"b\"}}"))
                .step("claim", wire -> wire.post(CORE + "/persistentvolumeclaims?dryRun=All", """
                                {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"pvc"},"spec":{"storageClassName":"x",
                                "accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"""))
                .step("pod", wire -> wire.post(CORE + "/pods?dryRun=All", """
                                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"automountServiceAccountToken":false,
                                "containers":[{"name":"m","image":"i:1"}]}}"""))
                .end();
    }

    @Test
    void patchesInEveryWay() {
        real.post(CORE + "/configmaps", configMap("patched"));
        simulated.post(CORE + "/configmaps", configMap("patched"));
        String path = CORE + "/configmaps/patched";
        new Script()
                .step(
                        "merge",
                        wire -> wire.patch(
                                path, "application/merge-patch+json", "{\"data\":{\"b\":\"2\",\"key\":null}}"))
                .step(
                        "json",
                        wire -> wire.patch(
                                path,
                                "application/json-patch+json",
                                "[{\"op\":\"add\",\"path\":\"/data/c\",\"value\":\"3\"}]"))
                .step(
                        "json test fails",
                        wire -> wire.patch(
                                path,
                                "application/json-patch+json",
                                "[{\"op\":\"test\",\"path\":\"/data/c\",\"value\":\"4\"}]"))
                .step(
                        "strategic",
                        wire -> wire.patch(
                                path,
                                "application/strategic-merge-patch+json",
                                "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}"))
                .step("wrong type", wire -> wire.patch(path, "text/plain", "{}"))
                .step(
                        "old version",
                        wire -> wire.patch(
                                path,
                                "application/merge-patch+json",
                                "{\"metadata\":{\"resourceVersion\":\"1\"},\"data\":{\"z\":\"1\"}}"))
                .step("missing", wire -> wire.patch(CORE + "/configmaps/absent", "application/merge-patch+json", "{}"))
                .step(
                        "apply",
                        wire -> wire.patch(
                                CORE + "/configmaps/applied?fieldManager=me",
                                "application/apply-patch+yaml",
                                configMap("applied")))
                .step(
                        "apply conflict",
                        wire -> wire.patch(
                                CORE + "/configmaps/applied?fieldManager=other",
                                "application/apply-patch+yaml",
                                configMap("applied").replace("\"1\"", "\"2\"")))
                .step(
                        "apply forced",
                        wire -> wire.patch(
                                CORE + "/configmaps/applied?fieldManager=other&force=true",
                                "application/apply-patch+yaml",
                                configMap("applied").replace("\"1\"", "\"2\"")))
                .step(
                        "apply without manager",
                        wire -> wire.patch(
                                CORE + "/configmaps/applied", "application/apply-patch+yaml", configMap("applied")))
                .end();
    }

    @Test
    void patchesListsOfContainersByName() {
        real.post(APPS + "/deployments", deployment("lists"));
        simulated.post(APPS + "/deployments", deployment("lists"));
        new Script()
                .step(
                        "image",
                        wire -> spec(
                                wire.patch(
                                        APPS + "/deployments/lists?dryRun=All",
                                        "application/strategic-merge-patch+json",
                                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"i:2\",\"env\":[{\"name\":\"B\",\"value\":\"2\"}]},{\"name\":\"side\",\"image\":\"s:1\"}]}}}}")))
                .step(
                        "immutable selector",
                        wire -> wire.patch(
                                APPS + "/deployments/lists",
                                "application/merge-patch+json",
                                "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"other\"}}}}"))
                .step("scale", wire -> scale(wire.get(APPS + "/deployments/lists/scale")))
                .step(
                        "scale patch",
                        wire -> scale(wire.patch(
                                APPS + "/deployments/lists/scale?dryRun=All",
                                "application/merge-patch+json",
                                "{\"spec\":{\"replicas\":2}}")))
                .end();
    }

    /** Only what was asked for: controllers of the real cluster write the status when they please. */
    private static Wire.Reply spec(Wire.Reply reply) {
        return new Wire.Reply(reply.code(), reply.at("/spec").toString(), reply.headers());
    }

    private static Wire.Reply scale(Wire.Reply reply) {
        return new Wire.Reply(
                reply.code(),
                "{\"kind\":" + reply.at("/kind") + ",\"spec\":" + reply.at("/spec") + ",\"selector\":"
                        + reply.at("/status/selector") + "}",
                reply.headers());
    }

    @Test
    void refusesTheSameThings() throws Exception {
        Wire nobody = RealServer.of(kubeconfig, "wrong");
        Wire noOne = new Wire(simulation.url(), "wrong");
        assertThat(Comparison.differences(
                        nobody.get("/api/v1/pods").json(),
                        noOne.get("/api/v1/pods").json()))
                .isEmpty();
        new Script()
                .step("unknown group", wire -> text(wire.get("/apis/nobody.example/v1/things")))
                .step("unknown resource", wire -> text(wire.get("/api/v1/things")))
                .step(
                        "no name",
                        wire -> wire.post(CORE + "/configmaps", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}"))
                .step("bad name", wire -> wire.post(CORE + "/configmaps", configMap("Bad_Name")))
                .step(
                        "other namespace",
                        wire -> wire.post(
                                CORE + "/configmaps",
                                configMap("x").replace("\"labels\"", "\"namespace\":\"elsewhere\",\"labels\"")))
                .step("no such namespace", wire -> wire.post("/api/v1/namespaces/nowhere-x/configmaps", configMap("x")))
                .step(
                        "unknown field",
                        wire -> wire.post(
                                CORE + "/configmaps?fieldValidation=Strict",
                                configMap("x").replace("\"data\"", "\"dta\"")))
                .step(
                        "no containers",
                        wire -> wire.post(
                                CORE + "/pods",
                                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{}}"))
                .step(
                        "selector mismatch",
                        wire -> wire.post(
                                APPS + "/deployments",
                                deployment("m")
                                        .replaceFirst(
                                                "\"matchLabels\":\\{\"app\":\"m\"", "\"matchLabels\":{\"app\":\"n\"")))
                .step(
                        "method",
                        wire -> wire.send("PUT", CORE + "/configmaps", "{}", "application/json", "application/json"))
                .end();
    }

    private static Wire.Reply text(Wire.Reply reply) {
        return new Wire.Reply(reply.code(), "{}", reply.headers());
    }

    @Test
    void answersReviewsOfAServiceAccount() throws Exception {
        for (Wire wire : List.of(real, simulated)) {
            wire.post("/apis/rbac.authorization.k8s.io/v1/namespaces/" + NAMESPACE + "/roles", """
                    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r"},
                     "rules":[{"apiGroups":[""],"resources":["pods","pods/log"],"resourceNames":["a"],"verbs":["get"]}]}""");
            wire.post("/apis/rbac.authorization.k8s.io/v1/namespaces/" + NAMESPACE + "/rolebindings", """
                    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"r"},
                     "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r"},
                     "subjects":[{"kind":"ServiceAccount","name":"default","namespace":"%s"}]}""".formatted(
                            NAMESPACE));
        }
        String ask =
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{\"expirationSeconds\":3600}}";
        String path = CORE + "/serviceaccounts/default/token";
        Wire realAccount = RealServer.of(
                kubeconfig, real.post(path, ask).at("/status/token").asText());
        Wire ourAccount = new Wire(
                simulation.url(), simulated.post(path, ask).at("/status/token").asText());
        Awaitility.await().until(() -> realAccount.get(CORE + "/pods/a").code() == 404);
        SoftAssertions all = new SoftAssertions();
        for (String request : List.of(
                CORE + "/pods/a",
                CORE + "/pods/b",
                CORE + "/pods",
                "/api/v1/nodes",
                "/apis/apps/v1/deployments",
                CORE + "/pods/b/log",
                "/metrics")) {
            all.assertThat(Comparison.differences(
                            realAccount.get(request).json(),
                            ourAccount.get(request).json()))
                    .as(request)
                    .isEmpty();
        }
        for (String name : List.of("a", "b")) {
            String review =
                    "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":{\"resourceAttributes\":{\"namespace\":\""
                            + NAMESPACE + "\",\"verb\":\"get\",\"resource\":\"pods\",\"name\":\"" + name + "\"}}}";
            String reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
            all.assertThat(Comparison.differences(
                            realAccount.post(reviews, review).json(),
                            ourAccount.post(reviews, review).json()))
                    .as("review of " + name)
                    .isEmpty();
        }
        all.assertAll();
    }

    @Test
    void printsTheSameTables() {
        for (Wire wire : List.of(real, simulated)) {
            wire.post(CORE + "/configmaps", configMap("table"));
            wire.post(
                    CORE + "/services",
                    "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"headless\"},\"spec\":{\"clusterIP\":\"None\",\"selector\":{\"a\":\"b\"},\"ports\":[{\"port\":80}]}}");
        }
        new Script()
                .step("config maps", wire -> ageless(wire.table(CORE + "/configmaps?labelSelector=app%3Dtable"), 2))
                .step("services", wire -> ageless(wire.table(CORE + "/services"), 5))
                .step("no pods", wire -> wire.table(CORE + "/pods"))
                .end();
    }

    private static Wire.Reply ageless(Wire.Reply reply, int column) {
        JsonNode table = reply.json();
        table.path("rows").forEach(row -> ((ArrayNode) row.path("cells")).remove(column));
        return new Wire.Reply(reply.code(), table.toString(), reply.headers());
    }

    @Test
    void evictsAndDeletesPodsAlike() {
        String pod = """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"guarded"}},"spec":{"automountServiceAccountToken":false,
                "nodeSelector":{"no":"where"},"containers":[{"name":"m","image":"i:1"}]}}""";
        for (Wire wire : List.of(real, simulated)) {
            wire.post(CORE + "/pods", pod.formatted("evicted"));
        }
        String eviction = "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\"}}";
        new Script()
                .step(
                        "evict dry",
                        wire -> wire.post(CORE + "/pods/evicted/eviction?dryRun=All", eviction.formatted("evicted")))
                .step("evict missing", wire -> wire.post(CORE + "/pods/absent/eviction", eviction.formatted("absent")))
                .step("evict", wire -> wire.post(CORE + "/pods/evicted/eviction", eviction.formatted("evicted")))
                .step("gone", wire -> wire.get(CORE + "/pods/evicted"))
                .end();
    }
}
