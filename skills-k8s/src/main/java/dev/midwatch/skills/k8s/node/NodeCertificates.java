package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Certificates of nodes, as far as the API shows them: requests of kubelets that nobody answers, and k3s's warnings of certificates that
 * expire. When a kubelet's certificate expires is in no object.
 */
public final class NodeCertificates implements Check {
    static final ResourceType REQUESTS = ResourceType.cluster(
            "certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest");

    private static final Set<String> OF_KUBELETS =
            Set.of("kubernetes.io/kubelet-serving", "kubernetes.io/kube-apiserver-client-kubelet");
    private static final String NODE = "system:node:";

    @Override
    public String name() {
        return "node-certificates";
    }

    @Override
    public String description() {
        return "Certificates of nodes that expire soon or are not issued";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.NODES, "metadata.name"),
                Permission.list(REQUESTS, "spec.signerName", "spec.username", "status.conditions"),
                Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("pending_after", Duration.ofMinutes(15), "how long a kubelet's request may wait"),
                new Setting("warning", Duration.ofDays(7), "how long before its end a certificate is told"),
                new Setting("critical", Duration.ofHours(24), "how long before its end it is critical"),
                new Setting("within", Duration.ofHours(2), "how recent a warning of k3s must be"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        newest(Inventory.of(context, REQUESTS).in("")).stream()
                .flatMap(request -> unanswered(context, request).stream())
                .forEach(findings::add);
        Warnings warnings = Warnings.visible(context);
        for (KubeObject node : context.cluster().list(ResourceType.NODES)) {
            warnings.latest(node.ref(), Expiry.EVENTS)
                    .filter(event -> event.seenSince(context.now().minus(context.duration("within", node))))
                    .flatMap(event -> expiring(context, node, event))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** A kubelet asks anew when nobody answers, and the earlier requests stay for a day. */
    private static Collection<KubeObject> newest(Collection<KubeObject> requests) {
        Map<String, KubeObject> newest = new TreeMap<>();
        for (KubeObject request : requests) {
            String signer = request.at("spec.signerName").text();
            if (OF_KUBELETS.contains(signer)) {
                newest.merge(
                        signer + " " + request.at("spec.username").text(),
                        request,
                        BinaryOperator.maxBy(Comparator.comparing(
                                        (KubeObject one) -> one.created().orElse(Instant.EPOCH))
                                .thenComparing(KubeObject::name)));
            }
        }
        return newest.values();
    }

    private static Optional<Finding> unanswered(CheckContext context, KubeObject request) {
        boolean approved =
                request.condition("Approved").filter(Condition::isTrue).isPresent();
        Optional<Condition> refusal = request.condition("Denied")
                .or(() -> request.condition("Failed"))
                .filter(Condition::isTrue);
        if (approved && refusal.isEmpty() || !Age.reached(context, request.created(), "pending_after", request)) {
            return Optional.empty();
        }
        String user = request.at("spec.username").text();
        ObjectRef owner = user.startsWith(NODE)
                ? ObjectRef.of(ResourceType.NODES, "", user.substring(NODE.length()))
                : request.ref();
        return Optional.of(Finding.warning("KubeletCertificateMissing", request)
                .explainsNothing()
                .owner(owner)
                .causeClass(refusal.isPresent() ? "refused" : "pending")
                .summary("%s asks for a certificate and gets none".formatted(owner))
                .cause(refusal.map(condition -> condition.type() + ": " + OneLine.of(condition.message()))
                        .orElse("nobody has approved %s (%s)"
                                .formatted(
                                        request.name(),
                                        request.at("spec.signerName").text())))
                .since(request.created())
                .look("kubectl get csr"));
    }

    private static Optional<Finding> expiring(CheckContext context, KubeObject node, Event event) {
        return Expiry.first(event.message())
                .filter(first -> first.at().isBefore(context.now().plus(context.duration("warning", node))))
                .map(first -> Finding.warning("NodeCertificateExpiring", node)
                        .explainsNothing()
                        .severity(
                                first.at().isBefore(context.now().plus(context.duration("critical", node)))
                                        ? Severity.CRITICAL
                                        : Severity.WARNING)
                        .causeClass(event.reason().startsWith("CA") ? "ca" : "")
                        .summary("%s: %s %s at %s"
                                .formatted(
                                        node,
                                        first.of(),
                                        first.at().isAfter(context.now()) ? "expires" : "expired",
                                        first.at()))
                        .cause(
                                event.reason().startsWith("CA")
                                        ? "the certificate authority has to be rotated"
                                        : "k3s renews it when it restarts on this node")
                        .evidence("event", OneLine.of(event.message()))
                        .look("kubectl describe node " + node.name()));
    }
}
