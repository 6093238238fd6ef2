package dev.midwatch.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.midwatch.testkit.otlp.OtlpCollector;
import dev.midwatch.testkit.otlp.OtlpSpan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void isWantedByTheStandardVariablesAlone() {
        assertThat(Tracing.isWanted(Map.of())).isFalse();
        assertThat(Tracing.isWanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "))).isFalse();
        assertThat(Tracing.isWanted(Map.of("OTEL_SERVICE_NAME", "midwatch"))).isFalse();
        assertThat(Tracing.isWanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")))
                .isTrue();
        assertThat(Tracing.isWanted(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:4318/v1/traces")))
                .isTrue();
        assertThat(Tracing.isWanted(Map.of("OTEL_TRACES_EXPORTER", "otlp"))).isTrue();
        assertThat(Tracing.isWanted(
                        Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")))
                .isFalse();
        assertThat(Tracing.isWanted(
                        Map.of("OTEL_SDK_DISABLED", "TRUE", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")))
                .isFalse();
    }

    @Test
    void sendsSpansThatKnowTheirParentsAcrossThreads() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (OtlpCollector collector = new OtlpCollector()) {
            try (Tracing tracing = Tracing.of(collector.environment())) {
                Tracer tracer = tracing.tracer();
                try (Span run = tracer.begin("run")) {
                    run.set("midwatch.job", "pods").set("midwatch.run.id", 7);
                    try (Span tool = tracer.begin("tool")) {
                        tool.failed("tool_failed");
                        other.submit(tracer.carried(() -> {
                                    tracer.begin("action").close();
                                    return null;
                                }))
                                .get(20, TimeUnit.SECONDS);
                    }
                }
                tracer.begin("another").close();
            }

            assertThat(collector.paths).containsOnly("/v1/traces");
            OtlpSpan run = collector.named("run");
            OtlpSpan tool = collector.named("tool");
            assertThat(run.parent()).isEmpty();
            assertThat(run.failed()).isFalse();
            assertThat(run.attributes()).containsOnly(entry("midwatch.job", "pods"), entry("midwatch.run.id", "7"));
            assertThat(run.resource()).containsEntry("service.name", "midwatch");
            assertThat(tool.parent()).isEqualTo(run.id());
            assertThat(tool.failed()).isTrue();
            assertThat(tool.attributes()).containsOnly(entry("error.type", "tool_failed"));
            assertThat(collector.named("action").parent()).isEqualTo(tool.id());
            assertThat(collector.named("action").trace()).isEqualTo(run.trace());
            assertThat(collector.named("another").trace()).isNotEqualTo(run.trace());
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void slowsNobodyDownWhoseCollectorStallsAndEndsInTime() throws Exception {
        try (OtlpCollector collector = new OtlpCollector().stalling()) {
            Tracing tracing = Tracing.of(collector.environment());
            spans(tracing, 1);
            await().atMost(PATIENCE).until(() -> !collector.spans.isEmpty());

            assertThat(timed(() -> spans(tracing, 20_000))).isLessThan(Duration.ofSeconds(5));
            assertThat(timed(tracing::close)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void slowsNobodyDownWhoseCollectorIsNotThere() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        Tracing tracing = Tracing.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + nobody));

        assertThat(timed(() -> spans(tracing, 20_000))).isLessThan(Duration.ofSeconds(5));
        assertThat(timed(tracing::close)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void stopsNothingWhenTheVariablesAreWrong() {
        Tracing tracing = Tracing.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "not a url"));
        Tracing grpc = Tracing.of(
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));

        assertThat(tracing.tracer()).isSameAs(Tracer.OFF);
        assertThat(grpc.tracer()).isSameAs(Tracer.OFF);
    }

    /** In a process of its own, whose JVM tells every class it loads. */
    @Test
    void loadsNothingOfTheSdkUnlessItIsAskedFor() throws Exception {
        assertThat(loaded(Map.of())).contains("dev.midwatch.core.Kernel ").doesNotContain("io.opentelemetry");
        assertThat(loaded(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")))
                .contains("io.opentelemetry.sdk.trace.SdkTracerProvider ");
    }

    private static String loaded(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuietKernel.class.getName())
                .redirectErrorStream(true);
        child.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
        child.environment().putAll(environment);
        Process process = child.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static void spans(Tracing tracing, int count) {
        for (int span = 0; span < count; span++) {
            try (Span one = tracing.tracer().begin("one")) {
                one.set("n", span);
            }
        }
    }

    private static Duration timed(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - from);
    }
}
