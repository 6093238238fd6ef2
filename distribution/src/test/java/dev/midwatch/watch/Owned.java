package dev.midwatch.watch;

import java.util.Locale;

/** How those who keep objects mark them, by what they write and under which name they write it, and what is to be done instead. */
enum Owned {
    ARGO_CD_BY_ANNOTATION(
            "argocd-controller",
            "",
            "argocd.argoproj.io/tracking-id: \"storefront:apps/Deployment:ns/web\"",
            "Argo CD application storefront",
            "commit the change to the application's repository, or bring the object back to what is there with argocd_sync"),
    ARGO_CD_BY_LABEL("argocd-controller", "app.kubernetes.io/instance: storefront", "", ARGO_CD_BY_ANNOTATION),
    ARGO_CD_BY_LABEL_OF_ITS_OWN(
            "argocd-application-controller", "argocd.argoproj.io/instance: storefront", "", ARGO_CD_BY_ANNOTATION),
    HELM(
            "helm",
            "app.kubernetes.io/managed-by: Helm",
            "meta.helm.sh/release-name: storefront, meta.helm.sh/release-namespace: ns",
            "Helm release storefront",
            "change the values of the release and upgrade it"),
    FLUX_KUSTOMIZATION(
            "kustomize-controller",
            "kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: flux-system",
            "",
            "Flux Kustomization flux-system/apps",
            "commit the change to its repository"),
    FLUX_HELM_RELEASE(
            "helm-controller",
            "helm.toolkit.fluxcd.io/name: shop, helm.toolkit.fluxcd.io/namespace: flux-system",
            "meta.helm.sh/release-name: shop",
            "Flux HelmRelease flux-system/shop",
            "commit the change to its repository");

    /** The field manager under whose name the object is written. */
    final String manager;

    /** As the inside of a flow map. */
    final String labels;

    final String annotations;
    private final String owner;
    private final String advice;

    Owned(String manager, String labels, String annotations, String owner, String advice) {
        this.manager = manager;
        this.labels = labels;
        this.annotations = annotations;
        this.owner = owner;
        this.advice = advice;
    }

    Owned(String manager, String labels, String annotations, Owned like) {
        this(manager, labels, annotations, like.owner, like.advice);
    }

    /** As a name for an object. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String refusalOf(String field) {
        return "is kept by %s, which would put %s back; %s".formatted(owner, field, advice);
    }
}
