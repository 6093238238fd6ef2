package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import java.util.Optional;

/** Who may serve an Ingress. */
record IngressClasses(Inventory classes) {
    static IngressClasses of(CheckContext context) {
        return new IngressClasses(Inventory.of(context, ResourceType.INGRESS_CLASSES));
    }

    /** Why nobody does; empty if somebody may, or if that cannot be seen. */
    Optional<String> missing(KubeObject ingress) {
        String name = ingress.at("spec.ingressClassName").text();
        if (!name.isEmpty()) {
            return classes.lacks("", name)
                    ? Optional.of("IngressClass %s does not exist; %s".formatted(name, classes.nearest("", name)))
                    : Optional.empty();
        }
        boolean unclaimed = classes.isWhole("") && !hasDefault() && !hasOldAnnotation(ingress);
        return unclaimed ? Optional.of("it names no class, and no IngressClass is the default") : Optional.empty();
    }

    private boolean hasDefault() {
        return classes.in("").stream()
                .anyMatch(found -> found.annotation("ingressclass.kubernetes.io/is-default-class")
                        .equals("true"));
    }

    private static boolean hasOldAnnotation(KubeObject ingress) {
        return !ingress.annotation("kubernetes.io/ingress.class").isEmpty();
    }
}
