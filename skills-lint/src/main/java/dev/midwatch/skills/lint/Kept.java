package dev.midwatch.skills.lint;

import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Objects that nothing has to name, since something made them, keeps them or knows them by heart. */
final class Kept {
    private static final Set<String> WELL_KNOWN = Set.of(
            "kube-root-ca.crt",
            "openshift-service-ca.crt",
            "istio-ca-root-cert",
            "default",
            "extension-apiserver-authentication");

    /** Of a type that a controller made up, its controller reads what is in it. */
    private static final Set<String> PLAIN = Set.of(
            "",
            "Opaque",
            "kubernetes.io/tls",
            "kubernetes.io/dockerconfigjson",
            "kubernetes.io/dockercfg",
            "kubernetes.io/basic-auth",
            "kubernetes.io/ssh-auth");

    /** Whoever writes these annotations makes, copies or reads the object. */
    private static final List<String> OF_CONTROLLERS = List.of(
            "control-plane.alpha.kubernetes.io/leader",
            "kubernetes.io/service-account.name",
            "cert-manager.io/",
            "reflector.v1.k8s.emberstack.com/",
            "replicator.v1.mittwald.de/",
            "secret-generator.v1.mittwald.de/",
            "sealedsecrets.bitnami.com/",
            "reconcile.external-secrets.io/",
            "objectset.rio.cattle.io/",
            "helm.sh/hook",
            "operator.tekton.dev/",
            "field.cattle.io/");

    /** By these labels a controller finds what it reads. */
    private static final List<String> BY_LABEL = List.of(
            "argocd.argoproj.io/secret-type",
            "cert-manager.io/next-private-key",
            "controller.cert-manager.io/fao",
            "grafana_dashboard",
            "grafana_datasource",
            "grafana_alert",
            "objectset.rio.cattle.io/hash",
            "olm.managed",
            "operators.coreos.com/",
            "kustomize.toolkit.fluxcd.io/prune-ignored");

    /** These only apply what somebody wrote. */
    private static final Set<String> APPLIERS =
            Set.of("", "Helm", "Tiller", "kustomize", "kubectl", "argocd", "flux", "terraform", "Terraform");

    private Kept() {}

    static boolean isKept(KubeObject object) {
        return WELL_KNOWN.contains(object.name())
                || !object.at("metadata.ownerReferences").items().isEmpty()
                || !PLAIN.contains(object.at("type").text())
                || object.labels().getOrDefault("owner", "").equals("helm")
                || object.labels().getOrDefault("OWNER", "").equals("TILLER")
                || !APPLIERS.contains(object.labels().getOrDefault("app.kubernetes.io/managed-by", ""))
                || begins(object.labels().keySet().stream(), BY_LABEL)
                || begins(object.at("metadata.annotations").members().keySet().stream(), OF_CONTROLLERS);
    }

    private static boolean begins(Stream<String> keys, List<String> prefixes) {
        return keys.anyMatch(key -> prefixes.stream().anyMatch(key::startsWith));
    }
}
