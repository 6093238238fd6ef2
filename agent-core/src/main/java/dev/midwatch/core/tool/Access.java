package dev.midwatch.core.tool;

import dev.midwatch.api.kube.Permission;

/** The API server's answer of the moment: may this identity do that, somewhere at least. */
@FunctionalInterface
public interface Access {
    boolean granted(Permission permission);
}
