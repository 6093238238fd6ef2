package dev.midwatch.core.tool;

import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import java.util.List;

/** Gives a reader that refuses every call outside these permissions. */
@FunctionalInterface
public interface GuardedReaders {
    ClusterReader within(List<Permission> permissions);
}
