package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class OwnerCheckTest {
    @Test
    void reportsANamespaceThatNobodyOwns() throws Exception {
        FakeCluster cluster = FakeCluster.of("""
                {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {owner: team-a}}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: attic}}
                """);

        assertThat(CheckRun.of(new OwnerCheck()).findings(cluster))
                .extracting("reason", "summary")
                .containsExactly(tuple("NamespaceWithoutOwner", "Namespace attic does not say who owns it"));
    }
}
