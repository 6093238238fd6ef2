package dev.midwatch.core.telemetry;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts by the values of their labels. */
final class Tally {
    private final String[] labels;
    private final Map<List<String>, Double> counts = new LinkedHashMap<>();

    Tally(String... labels) {
        this.labels = labels;
    }

    Tally add(double count, String... values) {
        counts.merge(List.of(values), count, Double::sum);
        return this;
    }

    CounterSnapshot counter(String name, String help) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        counts.forEach((values, count) -> family.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels(values))
                .value(count)
                .build()));
        return family.build();
    }

    GaugeSnapshot gauge(String name, String help) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        counts.forEach((values, count) -> family.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(values))
                .value(count)
                .build()));
        return family.build();
    }

    private Labels labels(List<String> values) {
        return Labels.of(labels, values.toArray(String[]::new));
    }
}
