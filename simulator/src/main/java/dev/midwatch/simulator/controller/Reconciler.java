package dev.midwatch.simulator.controller;

import java.time.Instant;
import java.util.Optional;

/** Brings the cluster one step nearer to what it should be; says when it wants to look again without being called. */
interface Reconciler {
    Optional<Instant> reconcile();

    static Optional<Instant> earliest(Optional<Instant> left, Optional<Instant> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return left.get().isBefore(right.get()) ? left : right;
    }
}
