package dev.midwatch.core.action;

import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who keeps an object as a repository or a release says, and would put back what others change.
 *
 * @param tool    its name for people
 * @param name    of the application, kustomization or release
 * @param manager whether it is this tool that wrote fields, by the field manager's name
 * @param advice  what to do instead
 */
record Owner(String tool, String name, Predicate<String> manager, String advice) {
    private static final String TRACKING = "argocd.argoproj.io/tracking-id";
    private static final String INSTANCE = "app.kubernetes.io/instance";

    static Optional<Owner> of(KubeObject object) {
        return argo(object)
                .or(() -> flux(object, "kustomize"))
                .or(() -> flux(object, "helm"))
                .or(() -> helm(object));
    }

    private static Optional<Owner> argo(KubeObject object) {
        String tracking = object.annotation(TRACKING);
        String label = object.labels()
                .getOrDefault("argocd.argoproj.io/instance", object.labels().getOrDefault(INSTANCE, ""));
        Predicate<String> manager = name -> name.startsWith("argocd");
        if (tracking.isEmpty() && (label.isEmpty() || !wrote(object, manager))) {
            return Optional.empty();
        }
        String name = tracking.isEmpty() ? label : tracking.split(":", 2)[0];
        return Optional.of(
                new Owner(
                        "Argo CD application",
                        name,
                        manager,
                        "commit the change to the application's repository, or bring the object back to what is there with argocd_sync"));
    }

    private static Optional<Owner> flux(KubeObject object, String controller) {
        String name = object.labels().getOrDefault(controller + ".toolkit.fluxcd.io/name", "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Owner(
                        controller.equals("helm") ? "Flux HelmRelease" : "Flux Kustomization",
                        object.labels().getOrDefault(controller + ".toolkit.fluxcd.io/namespace", "") + "/" + name,
                        manager -> manager.equals(controller + "-controller"),
                        "commit the change to its repository"));
    }

    private static Optional<Owner> helm(KubeObject object) {
        String release = object.annotation("meta.helm.sh/release-name");
        return release.isEmpty()
                ? Optional.empty()
                : Optional.of(new Owner(
                        "Helm release",
                        release,
                        manager -> manager.startsWith("helm"),
                        "change the values of the release and upgrade it"));
    }

    private static boolean wrote(KubeObject object, Predicate<String> manager) {
        return object.at("metadata.managedFields").items().stream()
                .anyMatch(entry -> manager.test(entry.get("manager").text()));
    }

    @Override
    public String toString() {
        return tool + " " + name;
    }
}
