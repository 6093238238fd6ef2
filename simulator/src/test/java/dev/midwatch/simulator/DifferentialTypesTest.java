package dev.midwatch.simulator;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Custom types and discovery, compared with a real API server field by field. */
@Tag("real-cluster")
@EnabledIfEnvironmentVariable(named = "MIDWATCH_TEST_KUBECONFIG", matches = ".+")
class DifferentialTypesTest extends TwoServers {
    @Test
    void servesDefinedTypesAlike() {
        String group = NAMESPACE + ".example";
        String definition = """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"lamps.%s"},
                 "spec":{"group":"%s","scope":"Namespaced","names":{"plural":"lamps","kind":"Lamp"},"versions":[{"name":"v1",
                  "served":true,"storage":true,"subresources":{"status":{}},
                  "additionalPrinterColumns":[{"name":"Color","type":"string","jsonPath":".spec.color"}],
                  "schema":{"openAPIV3Schema":{"type":"object","required":["spec"],"properties":{
                   "spec":{"type":"object","properties":{"color":{"type":"string"},"watts":{"type":"integer"}}},
                   "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}""".formatted(group, group);
        String lamps = "/apis/" + group + "/v1/namespaces/" + NAMESPACE + "/lamps";
        String lamp = "{\"apiVersion\":\"" + group + "/v1\",\"kind\":\"Lamp\",\"metadata\":{\"name\":\"one\"},"
                + "\"spec\":{\"color\":\"red\"},\"status\":{\"on\":true}}";
        for (Wire wire : List.of(real, simulated)) {
            wire.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition);
            Awaitility.await().until(() -> wire.get(lamps).code() == 200);
        }
        new Script()
                .step("resources", wire -> wire.get("/apis/" + group + "/v1"))
                .step("create", wire -> wire.post(lamps, lamp))
                .step(
                        "status",
                        wire -> wire.patch(
                                lamps + "/one/status", "application/merge-patch+json", "{\"status\":{\"on\":true}}"))
                .step(
                        "merge",
                        wire -> wire.patch(
                                lamps + "/one", "application/merge-patch+json", "{\"spec\":{\"color\":\"blue\"}}"))
                .step("list", wire -> wire.get(lamps))
                .step("put without version", wire -> wire.put(lamps + "/one", lamp))
                .step("no spec", wire -> wire.post(lamps, lamp.replace("\"spec\"", "\"spek\"")))
                .step(
                        "unknown field",
                        wire -> wire.post(
                                lamps + "?fieldValidation=Strict",
                                lamp.replace("\"color\"", "\"colour\"").replace("one", "two")))
                .step(
                        "strategic patch",
                        wire -> wire.patch(lamps + "/one", "application/strategic-merge-patch+json", "{}"))
                .step("table", wire -> wire.table(lamps))
                .step("delete", wire -> wire.delete(lamps + "/one", null))
                .end();
        real.delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/lamps." + group, null);
    }

    @Test
    void servesTheSameBuiltInResources() {
        Script script = new Script();
        for (String path : List.of(
                "/apis/apps/v1",
                "/apis/batch/v1",
                "/apis/networking.k8s.io/v1",
                "/apis/policy/v1",
                "/apis/storage.k8s.io/v1",
                "/apis/rbac.authorization.k8s.io/v1",
                "/apis/discovery.k8s.io/v1")) {
            script.step(path, wire -> wire.get(path));
        }
        script.end();
    }
}
