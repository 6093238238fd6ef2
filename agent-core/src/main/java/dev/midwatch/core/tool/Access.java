package dev.midwatch.core.tool;

import dev.midwatch.api.kube.Permission;
import java.util.Optional;

/** The API server's answer of the moment: may this identity do that, wherever it is to be done. */
@FunctionalInterface
public interface Access {
    boolean granted(Permission permission);

    /** What is not granted and where, {@code patch deployments.apps in shop}; empty if it is. */
    default Optional<String> refusal(Permission permission) {
        return granted(permission) ? Optional.empty() : Optional.of(permission.toString());
    }
}
