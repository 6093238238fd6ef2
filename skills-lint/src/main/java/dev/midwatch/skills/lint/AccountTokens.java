package dev.midwatch.skills.lint;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Service accounts as pods use them: rights that every pod of a namespace has without asking, and tokens in pods that can do nothing with
 * them. Told once per account, however many workloads use it.
 */
final class AccountTokens implements Hygiene {
    @Override
    public String name() {
        return "account-tokens";
    }

    @Override
    public String description() {
        return "Default service accounts with rights, and tokens that are mounted for nothing";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.of(
                        PodSpec.permissions(
                                "metadata.annotations", "spec.serviceAccountName", "spec.automountServiceAccountToken"),
                        Binding.PERMISSIONS,
                        List.of(Permission.list(ResourceType.SERVICE_ACCOUNTS, "automountServiceAccountToken")))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Binding> bindings = Binding.all(context).stream()
                .filter(binding -> !Binding.isOfSystem(binding.object()))
                .toList();
        Map<String, KubeObject> accounts = context.cluster().list(ResourceType.SERVICE_ACCOUNTS).stream()
                .collect(Collectors.toMap(account -> account.namespace() + "/" + account.name(), account -> account));
        Map<String, List<PodSpec>> users = PodSpec.in(context).stream()
                .collect(Collectors.groupingBy(
                        pod -> pod.writer().namespace() + "/" + pod.serviceAccount(),
                        TreeMap::new,
                        Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        users.forEach((key, pods) -> {
            KubeObject account = accounts.get(key);
            if (account != null) {
                judge(context, account, pods, bindings).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private static Optional<Finding> judge(
            CheckContext context, KubeObject account, List<PodSpec> pods, List<Binding> bindings) {
        List<Binding> own = bindings.stream()
                .filter(binding -> binding.names(account.namespace(), account.name()))
                .toList();
        if (account.name().equals("default") && !own.isEmpty()) {
            return Optional.of(rights(account, pods, own));
        }
        boolean whole = context.cluster().sees(ResourceType.ROLE_BINDINGS, "")
                && context.cluster().sees(ResourceType.CLUSTER_ROLE_BINDINGS, "");
        boolean powerless = whole && bindings.stream().noneMatch(one -> one.gives(account.namespace(), account.name()));
        List<PodSpec> mounting =
                pods.stream().filter(pod -> mounts(pod, account)).toList();
        return powerless && !mounting.isEmpty() ? Optional.of(forNothing(account, mounting)) : Optional.empty();
    }

    /** The pod decides; what it leaves open, its account does. Vault knows its callers by that very token. */
    private static boolean mounts(PodSpec pod, KubeObject account) {
        String own = pod.spec().get("automountServiceAccountToken").text();
        String decided =
                own.isEmpty() ? account.at("automountServiceAccountToken").text() : own;
        boolean shown = pod.template().at("metadata.annotations").members().keySet().stream()
                .anyMatch(key -> key.startsWith("vault.hashicorp.com/"));
        return !decided.equals("false") && !shown;
    }

    private static Finding rights(KubeObject account, List<PodSpec> pods, List<Binding> own) {
        List<String> roles = own.stream()
                .map(Binding::role)
                .map(ObjectRef::toString)
                .distinct()
                .toList();
        return Finding.of("DefaultAccountRights", Severity.INFO, account.ref())
                .summary("Every pod of namespace %s that names no service account has rights"
                        .formatted(account.namespace()))
                .cause("%s has %s".formatted(account, PodSpec.few(roles)))
                .evidence("used by", writers(pods))
                .evidence(
                        "bound by",
                        PodSpec.few(own.stream()
                                .map(binding -> binding.object().toString())
                                .toList()))
                .look("kubectl auth can-i --list --as=system:serviceaccount:%s:default -n %s"
                        .formatted(account.namespace(), account.namespace()));
    }

    private static Finding forNothing(KubeObject account, List<PodSpec> pods) {
        return Finding.of("TokenAutomount", Severity.INFO, account.ref())
                .summary("The token of %s is in pods that can do nothing with it".formatted(account))
                .cause("no role is bound to it, and automountServiceAccountToken is not false")
                .evidence("used by", writers(pods))
                .look("kubectl -n %s get serviceaccount %s -o yaml".formatted(account.namespace(), account.name()));
    }

    private static String writers(List<PodSpec> pods) {
        return PodSpec.few(pods.stream().map(pod -> pod.writer().toString()).toList());
    }
}
