package dev.midwatch.skills.k8s.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressRulesTest {
    private final EgressRules rules = new EgressRules(
            Map.of("kubernetes.io/metadata.name", "kube-system"), List.of(Map.of("k8s-app", "kube-dns")));

    private static KubeObject policy(String egress) throws Exception {
        return FakeCluster.of("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: p, namespace: shop}
                        spec: {podSelector: {}, policyTypes: [Egress], egress: %s}
                        """.formatted(egress))
                .list(ResourceType.NETWORK_POLICIES)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                        | NOTHING_LEAVES",
                "null                                                      | NOTHING_LEAVES",
                "[{}]                                                      | REACHED",
                "[{ports: [{port: 443, protocol: TCP}]}]                   | NOT_THAT_PORT",
                "[{ports: [{port: 53, protocol: TCP}]}]                    | NOT_THAT_PORT",
                "[{ports: [{port: 53, protocol: UDP}]}]                    | REACHED",
                "[{ports: [{port: '53', protocol: UDP}]}]                  | REACHED",
                "[{ports: [{port: 1, endPort: 1024, protocol: UDP}]}]      | REACHED",
                "[{ports: [{port: dns, protocol: UDP}]}]                   | REACHED",
                "[{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]                    | REACHED",
                "[{to: [{namespaceSelector: {}}]}]                         | REACHED",
                "[{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}]}] | NOT_THAT_PLACE",
                "[{to: [{namespaceSelector: {matchLabels: {name: kube-system}}}]}] | NOT_THAT_PLACE",
                "[{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]}] | REACHED",
                "[{to: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [kube-system]}]}}]}] | REACHED",
                "[{to: [{namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}}]}] | NOT_THAT_PLACE",
            })
    void knowsWhetherTheDnsIsReached(String egress, EgressRules.Verdict expected) throws Exception {
        assertThat(rules.judge(List.of(policy(egress)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[] | [{}]", "[{ports: [{port: 443}]}] | [{ports: [{port: 53, protocol: UDP}]}]"})
    void letsOutWhatOneOfThePoliciesLetsOut(String one, String other) throws Exception {
        assertThat(rules.judge(List.of(policy(one), policy(other)))).isEqualTo(EgressRules.Verdict.REACHED);
    }
}
