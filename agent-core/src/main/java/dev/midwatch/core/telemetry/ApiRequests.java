package dev.midwatch.core.telemetry;

import dev.midwatch.core.kube.RequestStats;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** What the Kubernetes API server was asked since this process began. */
record ApiRequests(RequestStats requests) implements Collector {
    @Override
    public MetricSnapshot collect() {
        Tally tally = new Tally("resource", "verb", "code");
        requests.byKind()
                .forEach((kind, count) -> tally.add(
                        count,
                        kind.resource(),
                        kind.verb(),
                        kind.answered() ? Integer.toString(kind.code()) : "error"));
        return tally.counter(
                "midwatch_api_requests",
                "Requests to the Kubernetes API by HTTP status; error is those without an answer.");
    }
}
