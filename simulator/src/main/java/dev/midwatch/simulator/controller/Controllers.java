package dev.midwatch.simulator.controller;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All controllers together. */
public final class Controllers {
    private static final int MOST_PASSES = 200;
    private final Cluster cluster;
    private final Events events;
    private final List<Duty> duties;
    private final ClusterLogs logs;
    private final Meters meters;
    private final Disks disks;

    public Controllers(Cluster cluster, Faults faults) {
        this.cluster = cluster;
        this.events = new Events(cluster);
        Kubelet kubelet = new Kubelet(cluster, events, faults);
        this.logs = new ClusterLogs(cluster, kubelet, faults);
        this.meters = new Meters(cluster, faults);
        this.disks = new Disks(cluster);
        this.duties = Stream.<Reconciler>of(
                        new NodeLifecycle(cluster, events, faults),
                        new DeploymentController(cluster, events),
                        new ReplicaSetController(cluster, events),
                        new StatefulSetController(cluster, events),
                        new DaemonSetController(cluster, events),
                        new JobController(cluster, events),
                        new VolumeBinder(cluster, events),
                        new Scheduler(cluster, events),
                        kubelet,
                        new EndpointSlices(cluster),
                        new DisruptionController(cluster),
                        new Collector(cluster),
                        events::expire)
                .map(reconciler -> new Duty(cluster, reconciler))
                .toList();
    }

    public ClusterLogs logs() {
        return logs;
    }

    public Meters meters() {
        return meters;
    }

    public Disks disks() {
        return disks;
    }

    public Events events() {
        return events;
    }

    /** Works until nothing moves any more; returns when something will fall due by itself. */
    public Optional<Instant> settle() {
        Optional<Instant> next = Optional.empty();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            long before = cluster.store().revision();
            next = Optional.empty();
            for (Duty duty : duties) {
                next = Reconciler.earliest(next, pass == 0 ? duty.look() : duty.lookAgain());
            }
            if (cluster.store().revision() == before) {
                return next;
            }
        }
        throw new IllegalStateException("the controllers do not come to rest; the last change was "
                + cluster.store().history().latest().map(change -> change.kind() + " of " + change.after()));
    }
}
