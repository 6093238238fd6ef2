package dev.midwatch.simulator.controller;

import dev.midwatch.simulator.resource.ResourceType;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A reconciler and what it read when it looked last: at the same moment it would find the same until something of that has changed. */
final class Duty {
    private final Cluster cluster;
    private final Reconciler reconciler;
    private final Set<ResourceType> read = new HashSet<>();
    private long looked;
    private Optional<Instant> due = Optional.empty();

    Duty(Cluster cluster, Reconciler reconciler) {
        this.cluster = cluster;
        this.reconciler = reconciler;
    }

    /** What the reconciler says of when it wants to look again. */
    Optional<Instant> look() {
        return cluster.store().locked(() -> {
            looked = cluster.store().revision();
            read.clear();
            due = cluster.noting(read, reconciler::reconcile);
            return due;
        });
    }

    /** The same, later at the same moment. */
    Optional<Instant> lookAgain() {
        return cluster.store().locked(() -> moved() ? look() : due);
    }

    private boolean moved() {
        return due.filter(at -> !at.isAfter(cluster.now())).isPresent()
                || read.stream().anyMatch(type -> cluster.store().revision(type) > looked);
    }
}
