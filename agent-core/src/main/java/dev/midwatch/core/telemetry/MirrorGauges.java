package dev.midwatch.core.telemetry;

import dev.midwatch.core.kube.Mirror;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.function.Supplier;

/** How what is followed stands; nothing where nothing is followed. */
record MirrorGauges(Supplier<Optional<Mirror>> mirror) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        Tally age = new Tally("resource");
        Tally objects = new Tally("resource");
        Tally followed = new Tally("resource");
        Optional<Mirror> now = mirror.get();
        if (now.isEmpty()) {
            return new MetricSnapshots();
        }
        now.get().following().forEach((type, is) -> followed.add(is ? 1 : 0, type.toString()));
        for (Mirror.Standing one : now.get().standings()) {
            age.add(one.age().toMillis() / 1000.0, one.type().toString());
            objects.add(one.objects(), one.type().toString());
        }
        return new MetricSnapshots(
                followed.gauge(
                        "midwatch_mirror_followed",
                        "1 for a type that is followed, 0 for one that is listed in each cycle instead."),
                age.gauge(
                        "midwatch_mirror_age_seconds",
                        "How long ago the Kubernetes API was last heard about a type that is followed."),
                objects.gauge("midwatch_mirror_objects", "Objects held of the types that are followed."));
    }
}
