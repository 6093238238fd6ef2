package dev.midwatch.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.core.agent.TokenLedger;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.job.RunFacts;
import dev.midwatch.core.job.RunResult;
import dev.midwatch.core.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    Path home;

    private CountedWatch watch;

    @BeforeEach
    void open() {
        watch = new CountedWatch(home);
        watch.job("pods");
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void beginAtZeroForEveryJobAndChannel() throws IOException {
        assertThat(watch.scrape())
                .contains(
                        "midwatch_runs_total{job=\"pods\",outcome=\"failed\"} 0.0",
                        "midwatch_runs_total{job=\"pods\",outcome=\"missed\"} 0.0",
                        "midwatch_silent_runs_total{job=\"pods\"} 0.0",
                        "midwatch_run_seconds_count{job=\"pods\"} 0",
                        "midwatch_overruled_silences_total 0.0",
                        "midwatch_tokens_total{job=\"pods\",kind=\"input\"} 0.0",
                        "midwatch_tokens_total{job=\"chat\",kind=\"output\"} 0.0",
                        "midwatch_deliveries_total{channel=\"wall\",outcome=\"failed\"} 0.0",
                        "midwatch_deliveries_total{channel=\"none\",outcome=\"undeliverable\"} 0.0",
                        "midwatch_findings{severity=\"critical\",state=\"open\"} 0.0",
                        "midwatch_coverage_gaps 0.0")
                .noneMatch(line -> line.startsWith("midwatch_last_tick_timestamp_seconds "));
    }

    @Test
    void countRunsByHowTheyEnded() throws IOException {
        watch.run("pods", RunResult.quiet(RunFacts.none()));
        watch.run("pods", RunResult.quiet(RunFacts.none()));
        watch.run("pods", RunResult.report("a pod crashes", RunFacts.none()));
        watch.run("pods", RunResult.failed("no cluster", RunFacts.none()));

        assertThat(watch.scrape())
                .contains(
                        "midwatch_runs_total{job=\"pods\",outcome=\"quiet\"} 2.0",
                        "midwatch_runs_total{job=\"pods\",outcome=\"report\"} 1.0",
                        "midwatch_runs_total{job=\"pods\",outcome=\"failed\"} 1.0",
                        "midwatch_silent_runs_total{job=\"pods\"} 2.0",
                        "midwatch_run_seconds_count{job=\"pods\"} 4");
    }

    @Test
    void countEveryRunInTheBucketOfItsTime() throws IOException {
        long whole = 0;
        for (double bound : RunSeconds.BOUNDS) {
            long millis = Double.isInfinite(bound) ? 901_000 : Math.round(bound * 1000);
            whole += millis;
            watch.body = run -> {
                watch.clock.pass(Duration.ofMillis(millis));
                return RunResult.quiet(RunFacts.none());
            };
            watch.scheduler.runNow("pods").orElseThrow();
        }

        List<String> scraped = watch.scrape();
        for (int bucket = 0; bucket < RunSeconds.BOUNDS.length; bucket++) {
            String bound = Double.isInfinite(RunSeconds.BOUNDS[bucket]) ? "+Inf" : "" + RunSeconds.BOUNDS[bucket];
            assertThat(scraped)
                    .contains("midwatch_run_seconds_bucket{job=\"pods\",le=\"%s\"} %d".formatted(bound, bucket + 1));
        }
        assertThat(scraped).contains("midwatch_run_seconds_sum{job=\"pods\"} " + whole / 1000.0);
    }

    @Test
    void sayWhichOccurrencesNobodyRan() throws IOException {
        watch.scheduler.tick();
        watch.clock.pass(Duration.ofMinutes(95));
        watch.scheduler.tick();

        assertThat(watch.scrape())
                .contains(
                        "midwatch_runs_total{job=\"pods\",outcome=\"missed\"} 2.0",
                        "midwatch_runs_total{job=\"pods\",outcome=\"quiet\"} 1.0");
    }

    @Test
    void goOnWhereTheyWereWhenRecordsAreForgottenAndTheProcessIsAnother() throws IOException {
        watch.run("pods", RunResult.quiet(RunFacts.none()));
        assertThat(watch.database.update("DELETE FROM run")).isEqualTo(1);
        watch.restart();
        watch.run("pods", RunResult.quiet(RunFacts.none()));

        assertThat(watch.scrape()).contains("midwatch_runs_total{job=\"pods\",outcome=\"quiet\"} 2.0");
    }

    @Test
    void endTheSeriesOfAJobThatIsGone() throws IOException {
        watch.run("pods", RunResult.quiet(RunFacts.none()));
        watch.jobs.remove("pods");

        assertThat(watch.scrape()).noneMatch(line -> line.contains("pods"));
    }

    @Test
    void countNothingThatWasRolledBack() throws IOException {
        assertThatThrownBy(() -> watch.database.inTransaction(() -> {
                    spend("pods", 100, 7);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(watch.scrape()).contains("midwatch_tokens_total{job=\"pods\",kind=\"input\"} 0.0");
    }

    @Test
    void countTokensByWhoSpentThem() throws IOException {
        spend("pods", 100, 7);
        spend("pods", 50, 3);
        spend("chat", 10, 1);
        spend("a job that is gone", 1000, 1000);

        assertThat(watch.scrape())
                .contains(
                        "midwatch_tokens_total{job=\"pods\",kind=\"input\"} 150.0",
                        "midwatch_tokens_total{job=\"pods\",kind=\"output\"} 10.0",
                        "midwatch_tokens_total{job=\"chat\",kind=\"input\"} 10.0")
                .noneMatch(line -> line.contains("gone"));
    }

    private void spend(String job, long input, long output) {
        new TokenTable(watch.database).add(new TokenLedger.Entry(job, "1", "model", input, output, HandClock.NOON));
    }

    @Test
    void countWhatBecameOfMessagesAndTheAttemptsThatFailed() throws IOException {
        watch.refusals.add(DeliveryException.temporary("busy", null));
        watch.outbox.enqueue(OutboundMessage.of("one", "wall", "text"));
        watch.couriers.deliverDue();
        watch.clock.pass(Duration.ofMinutes(10));
        watch.couriers.deliverDue();
        watch.refusals.add(DeliveryException.permanent("never"));
        watch.outbox.enqueue(OutboundMessage.of("two", "wall", "text"));
        watch.couriers.deliverDue();
        watch.outbox.enqueue(OutboundMessage.of("three", "wal", "text"));

        assertThat(watch.scrape())
                .contains(
                        "midwatch_deliveries_total{channel=\"wall\",outcome=\"retried\"} 1.0",
                        "midwatch_deliveries_total{channel=\"wall\",outcome=\"delivered\"} 1.0",
                        "midwatch_deliveries_total{channel=\"wall\",outcome=\"failed\"} 1.0",
                        "midwatch_deliveries_total{channel=\"none\",outcome=\"undeliverable\"} 1.0")
                .noneMatch(line -> line.contains("\"wal\""));
    }

    @Test
    void sayWhenTheSchedulerLastTicked() throws IOException {
        watch.scheduler.tick();

        assertThat(watch.scrape())
                .filteredOn(line -> line.startsWith("midwatch_last_tick_timestamp_seconds "))
                .singleElement()
                .satisfies(line ->
                        assertThat(Double.parseDouble(line.split(" ")[1])).isEqualTo(HandClock.NOON.getEpochSecond()));
    }

    @Test
    void tellOfTheJvmAndTheProcess() throws IOException {
        assertThat(watch.scrape())
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
                .anyMatch(line -> line.startsWith("jvm_threads_current "))
                .anyMatch(line -> line.startsWith("process_cpu_seconds_total "))
                .anyMatch(line -> line.startsWith("process_start_time_seconds "));
    }

    @Test
    void speakOpenMetricsToWhomAsksForIt() throws IOException {
        String accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        watch.metrics.write(accept, out);

        assertThat(watch.metrics.contentType(accept)).startsWith("application/openmetrics-text");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("# TYPE midwatch_runs counter")
                .endsWith("# EOF\n");
        assertThat(watch.metrics.contentType(null)).startsWith("text/plain; version=0.0.4");
        assertThat(watch.metrics.contentType("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily"))
                .startsWith("text/plain; version=0.0.4");
    }

    @Test
    void giveNothingRatherThanZeroWhenTheStoreCannotBeRead() {
        watch.database.update("DROP TABLE counter");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> watch.metrics.write(null, out)).isInstanceOf(StoreException.class);
        assertThat(out.size()).isZero();
    }
}
