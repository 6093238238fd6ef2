package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PlainReaderTest {
    private static final FakeCluster CLUSTER = FakeCluster.of("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, annotations: {password: lantern}}
            spec:
              replicas: 2
              template: {spec: {containers: [{name: web, env: [{name: DB_PASSWORD, value: lantern}, {name: MODE, value: plain}]}]}}
            """);

    private final PlainReader reader = new PlainReader(CLUSTER);

    @Test
    void readsObjectsWithoutTheSecretsInThem() throws Exception {
        KubeObject listed = reader.list(ResourceType.DEPLOYMENTS).get(0);
        KubeObject found = reader.find(ResourceType.DEPLOYMENTS, "shop", "web").orElseThrow();

        for (KubeObject object : new KubeObject[] {listed, found}) {
            Json container = object.at("spec.template.spec.containers").items().get(0);
            assertThat(container.get("env").items())
                    .extracting(variable -> variable.get("value").text())
                    .containsExactly("[redacted]", "plain");
            assertThat(object.at("spec.replicas").number(0)).isEqualTo(2);
        }
    }

    @Test
    void readsTablesWithoutTheSecretsInThem() throws Exception {
        assertThat(reader.table(ListQuery.of(ResourceType.DEPLOYMENTS)).rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cells()).contains("web");
                    assertThat(row.metadata().at("annotations.password").text()).isEqualTo("[redacted]");
                });
    }
}
