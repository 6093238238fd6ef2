package dev.midwatch.core.telemetry;

import dev.midwatch.core.kube.Mirror;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How what is followed stands; nothing where nothing is followed. */
record MirrorGauges(Supplier<Optional<Mirror>> mirror) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        Tally age = new Tally("resource");
        Tally objects = new Tally("resource");
        List<Mirror.Standing> standings = mirror.get().map(Mirror::standings).orElse(List.of());
        if (standings.isEmpty()) {
            return new MetricSnapshots();
        }
        for (Mirror.Standing one : standings) {
            age.add(one.age().toMillis() / 1000.0, one.type().toString());
            objects.add(one.objects(), one.type().toString());
        }
        return new MetricSnapshots(
                age.gauge(
                        "midwatch_mirror_age_seconds",
                        "How long ago the Kubernetes API was last heard about a type that is followed."),
                objects.gauge("midwatch_mirror_objects", "Objects held of the types that are followed."));
    }
}
