package dev.midwatch.core.trace;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether traces are wanted, by OpenTelemetry's own variables. */
public final class Tracing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final String EXPORTER = "OTEL_TRACES_EXPORTER";

    private final Tracer tracer;
    private final Runnable end;

    private Tracing(Tracer tracer, Runnable end) {
        this.tracer = tracer;
        this.end = end;
    }

    /** Loads nothing of OpenTelemetry unless it is asked for. What is wrong with its variables stops no watch: it is logged, and nothing traced. */
    public static Tracing of(Map<String, String> environment) {
        if (!isWanted(environment)) {
            return new Tracing(Tracer.OFF, () -> {});
        }
        try {
            OpenTelemetryTracer tracer = OpenTelemetryTracer.start(environment);
            return new Tracing(tracer, tracer::close);
        } catch (RuntimeException | LinkageError unusable) {
            LOG.warn("no traces: OpenTelemetry cannot be set up as its OTEL_ variables ask: {}", deepest(unusable));
            return new Tracing(Tracer.OFF, () -> {});
        }
    }

    /** The SDK wraps what is wrong in words that say nothing. */
    private static String deepest(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    static boolean isWanted(Map<String, String> environment) {
        boolean named = Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", EXPORTER)
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        boolean off = environment.getOrDefault(EXPORTER, "").strip().equals("none")
                || environment
                        .getOrDefault("OTEL_SDK_DISABLED", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("true");
        return named && !off;
    }

    public Tracer tracer() {
        return tracer;
    }

    /** Sends what is still to be sent, for a moment. */
    @Override
    public void close() {
        end.run();
    }
}
