package dev.midwatch.core.telemetry;

import com.google.common.base.Suppliers;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingQuery;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.kube.Mirror;
import dev.midwatch.core.kube.RequestStats;
import dev.midwatch.core.store.Database;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Everything measured, as Prometheus reads it. From any thread. */
public final class Metrics {
    /** Made for whoever asks first: the JVM's own numbers take a while to be found, and many a watch is never asked. */
    private final Supplier<PrometheusRegistry> registry;

    private final Supplier<ExpositionFormats> formats = Suppliers.memoize(ExpositionFormats::init);

    public Metrics(
            Database database,
            JobCatalog jobs,
            Channels channels,
            FindingLedger ledger,
            Outlook outlook,
            RequestStats requests,
            Supplier<Optional<Mirror>> mirror) {
        registry = Suppliers.memoize(() -> {
            PrometheusRegistry made = new PrometheusRegistry();
            made.register(new WatchCounters(
                    database,
                    () -> jobs.jobs().stream().map(JobDefinition::name).collect(Collectors.toSet()),
                    () -> channels.all().keySet()));
            made.register(new WatchGauges(ledger, new FindingQuery(database), outlook));
            made.register(new ApiRequests(requests));
            made.register(new MirrorGauges(mirror));
            JvmMetrics.builder().register(made);
            return made;
        });
    }

    /** The content type in which {@link #write} answers that {@code Accept} header, which may be null. */
    public String contentType(String accept) {
        return writer(accept).getContentType();
    }

    /**
     * Writes everything as it is now, whole or not at all.
     *
     * @throws dev.midwatch.core.store.StoreException if the store cannot be read; what it counts is then not known, and must not look like 0
     */
    public void write(String accept, OutputStream out) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        writer(accept).write(whole, registry.get().scrape());
        whole.writeTo(out);
    }

    /** The library's own choice may be protobuf, which it cannot write without another library. */
    private ExpositionFormatWriter writer(String accept) {
        ExpositionFormatWriter open = formats.get().getOpenMetricsTextFormatWriter();
        return open.accepts(accept) ? open : formats.get().getPrometheusTextFormatWriter();
    }
}
