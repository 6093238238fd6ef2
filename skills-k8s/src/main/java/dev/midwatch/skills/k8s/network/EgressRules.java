package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what policies let out of a pod reaches the cluster's DNS. What cannot be known for certain, an address block or a port by
 * name, counts as reaching it.
 *
 * @param namespace the labels of the namespace of the DNS
 * @param servers   the labels of its pods
 */
record EgressRules(Map<String, String> namespace, List<Map<String, String>> servers) {
    private static final String DNS_NAMESPACE = "kube-system";
    /** 5353 is where OpenShift's servers listen behind port 53 of their Service. */
    private static final Set<Long> DNS_PORTS = Set.of(53L, 5353L);

    /** What they let out, in that respect. */
    enum Verdict {
        REACHED(""),
        NOTHING_LEAVES("they let nothing out"),
        NOT_THAT_PORT("they let traffic out, but not to UDP port 53"),
        NOT_THAT_PLACE("they let UDP port 53 out, but not to the pods of the DNS in kube-system");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For a cause line. */
        String words() {
            return words;
        }
    }

    /** Whether a policy limits what leaves the pods it selects. */
    static boolean limits(KubeObject policy) {
        List<String> types = policy.at("spec.policyTypes").texts();
        return types.contains("Egress")
                || types.isEmpty() && policy.at("spec.egress").isPresent();
    }

    /** @param policies all that limit what leaves one pod; what one of them lets out goes */
    Verdict judge(List<KubeObject> policies) {
        Verdict best = Verdict.NOTHING_LEAVES;
        for (KubeObject policy : policies) {
            for (Json rule : policy.at("spec.egress").items()) {
                Verdict verdict = !letsPortOut(rule)
                        ? Verdict.NOT_THAT_PORT
                        : reaches(rule, policy.namespace()) ? Verdict.REACHED : Verdict.NOT_THAT_PLACE;
                if (verdict == Verdict.REACHED) {
                    return verdict;
                }
                best = verdict.compareTo(best) > 0 ? verdict : best;
            }
        }
        return best;
    }

    private static boolean letsPortOut(Json rule) {
        List<Json> ports = rule.get("ports").items();
        return ports.isEmpty()
                || ports.stream()
                        .filter(port -> port.get("protocol").text("TCP").equals("UDP"))
                        .anyMatch(EgressRules::covers);
    }

    private static boolean covers(Json port) {
        long first = port.get("port").number(-1);
        long last = port.get("endPort").number(first);
        return first < 0 || DNS_PORTS.stream().anyMatch(dns -> first <= dns && dns <= last);
    }

    private boolean reaches(Json rule, String from) {
        List<Json> peers = rule.get("to").items();
        return peers.isEmpty() || peers.stream().anyMatch(peer -> isDns(peer, from));
    }

    private boolean isDns(Json peer, String from) {
        if (peer.get("ipBlock").isPresent()) {
            return true;
        }
        Json namespaces = peer.get("namespaceSelector");
        boolean there =
                namespaces.isPresent() ? LabelSelector.of(namespaces).selects(namespace) : from.equals(DNS_NAMESPACE);
        LabelSelector pods = LabelSelector.of(peer.get("podSelector"));
        return there && servers.stream().anyMatch(pods::selects);
    }
}
