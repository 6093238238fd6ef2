package dev.midwatch.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.midwatch.core.channel.Channels;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.store.WriteProbe;
import dev.midwatch.core.telemetry.Health;
import dev.midwatch.core.telemetry.Metrics;
import dev.midwatch.core.trace.Tracer;
import dev.midwatch.core.trace.Tracing;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How the watch itself is doing. */
final class TelemetryModule extends AbstractModule {
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(2);

    @Provides
    @Singleton
    Tracer tracer(KernelOptions options, Opened opened) {
        return opened.add(Tracing.of(options.environment())).tracer();
    }

    @Provides
    @Singleton
    Metrics metrics(
            Database database,
            JobCatalog jobs,
            Channels channels,
            FindingLedger ledger,
            Outlook outlook,
            Cluster cluster) {
        return new Metrics(database, jobs, channels, ledger, outlook, cluster.requests(), cluster::mirror);
    }

    @Provides
    @Singleton
    Health health(Scheduler scheduler, Database database, Cluster cluster, KernelOptions options, Opened opened) {
        WriteProbe probe = opened.add(new WriteProbe(database, WRITE_WITHIN, Duration.ofSeconds(1)));
        return new Health(
                scheduler::pulse, probe, cluster.contact(), cluster::version, options.workers(), options.clock());
    }
}
