package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that do not resolve: how programs say so, and what would explain it. */
public final class Resolving {
    /** The Service that every pod asks, by the name that k3s, kubeadm and the clouds give it. */
    public static final ObjectRef DNS = ObjectRef.of(ResourceType.SERVICES, "kube-system", "kube-dns");

    /** What {@link #explainedBy} reads. */
    public static final Permission POLICIES = Permission.list(ResourceType.NETWORK_POLICIES, "spec.policyTypes");

    private static final Pattern FAILS = Pattern.compile(
            "no such host|lookup \\S+ on \\S+: |lookup \\S+: i/o timeout|temporary failure in name resolution|name or service not known"
                    + "|name does not resolve|eai_again|enotfound|unknownhostexception|could not resolve host"
                    + "|nodename nor servname|server misbehaving|bad address '|failed to resolve (host|name|address|'[\\w.-]+' [(\\[])|host not found"
                    + "|could not translate host name|getaddrinfo",
            Pattern.CASE_INSENSITIVE);

    private Resolving() {}

    /** Whether the text, a log line or a message, speaks of a name that did not resolve. */
    public static boolean fails(String text) {
        return FAILS.matcher(text).find();
    }

    /** What would explain that a pod of this namespace cannot resolve names: the DNS itself, or a policy that shuts it off. */
    public static List<ObjectRef> explainedBy(CheckContext context, String namespace) {
        return Stream.concat(Stream.of(DNS), policies(context, namespace)).toList();
    }

    private static Stream<ObjectRef> policies(CheckContext context, String namespace) {
        try {
            return context.cluster().list(ResourceType.NETWORK_POLICIES).stream()
                    .filter(policy -> policy.namespace().equals(namespace)
                            && policy.at("spec.policyTypes").texts().contains("Egress"))
                    .map(KubeObject::ref);
        } catch (ClusterException hidden) {
            // What cannot be seen explains nothing; the coverage of the cycle says that it is hidden.
            return Stream.of();
        }
    }
}
