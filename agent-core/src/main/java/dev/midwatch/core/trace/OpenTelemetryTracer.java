package dev.midwatch.core.trace;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Spans by OpenTelemetry's SDK, which sends them in batches from a thread of its own and drops what it cannot send. */
final class OpenTelemetryTracer implements Tracer {
    private static final int LAST_WORDS_SECONDS = 3;
    private static final String PREFIX = "OTEL_";

    private final OpenTelemetrySdk sdk;
    private final io.opentelemetry.api.trace.Tracer tracer;

    private OpenTelemetryTracer(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.midwatch");
    }

    static OpenTelemetryTracer start(Map<String, String> environment) {
        SdkLog.toOurs();
        return new OpenTelemetryTracer(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesCustomizer(read -> properties(environment))
                .build()
                .getOpenTelemetrySdk());
    }

    /** Those of the environment, with what is true of this program: it has traces alone, and sends them by HTTP. */
    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        properties.put("otel.service.name", "midwatch");
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        return properties;
    }

    @Override
    public Span begin(String name) {
        io.opentelemetry.api.trace.Span span = tracer.spanBuilder(name).startSpan();
        return new Followed(span, span.makeCurrent());
    }

    @Override
    public <T> Callable<T> carried(Callable<T> work) {
        return Context.current().wrap(work);
    }

    void close() {
        sdk.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }

    private record Followed(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {
        @Override
        public Span set(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span set(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span failed(String kind) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute("error.type", kind);
            return this;
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
