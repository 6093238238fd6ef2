package dev.midwatch.skills.k8s.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class DrawnOnceTest {
    private static final FakeCluster CLUSTER = FakeCluster.of("""
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: database, namespace: shop}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: birch}
            ---
            apiVersion: v1
            kind: Event
            metadata: {name: one, namespace: shop}
            type: Warning
            reason: BackOff
            involvedObject: {kind: Pod, name: web, namespace: shop}
            """);

    @Test
    void allChecksOfACycleHaveOneIndexOfAType() throws ClusterException {
        OneCycle cycle = OneCycle.of(CLUSTER);

        assertThat(Inventory.of(cycle, ResourceType.SECRETS))
                .isSameAs(Inventory.of(cycle, ResourceType.SECRETS))
                .isNotSameAs(Inventory.of(cycle, ResourceType.NODES));
        assertThat(Warnings.all(cycle)).isSameAs(Warnings.visible(cycle));
        assertThat(Namespaces.of(cycle)).isSameAs(Namespaces.of(cycle));
        assertThat(DownNodes.of(cycle)).isSameAs(DownNodes.of(cycle));
    }

    @Test
    void whatOneCheckMayNotSeeIsNotHiddenFromTheNext() throws ClusterException {
        OneCycle blind =
                OneCycle.of(FakeCluster.empty().forbid(ResourceType.SECRETS).forbid(ResourceType.EVENTS));
        OneCycle seeing = blind.seeing(CLUSTER);

        assertThat(Inventory.of(blind, ResourceType.SECRETS).find("shop", "database"))
                .isEmpty();
        assertThat(Inventory.of(seeing, ResourceType.SECRETS).find("shop", "database"))
                .isPresent();
        assertThat(Inventory.of(blind, ResourceType.SECRETS).find("shop", "database"))
                .as("and what one may see is not shown to one that may not")
                .isEmpty();
        assertThat(Warnings.visible(blind).events()).isEmpty();
        assertThat(Warnings.visible(seeing).events()).hasSize(1);
    }
}
