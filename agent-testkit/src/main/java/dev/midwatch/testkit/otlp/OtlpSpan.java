package dev.midwatch.testkit.otlp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A span as it arrived.
 *
 * @param resource the attributes of who sent it
 */
public record OtlpSpan(
        String trace,
        String id,
        String parent,
        String name,
        boolean failed,
        Map<String, String> attributes,
        Map<String, String> resource) {
    private static final int ERROR = 2;

    /** Of an ExportTraceServiceRequest; the numbers are those of opentelemetry-proto. */
    static List<OtlpSpan> in(byte[] request) {
        return ProtobufFields.of(request)
                .messages(1)
                .flatMap(perResource -> {
                    Map<String, String> resource = perResource
                            .messages(1)
                            .map(one -> attributes(one, 1))
                            .findFirst()
                            .orElse(Map.of());
                    return perResource
                            .messages(2)
                            .flatMap(scope -> scope.messages(2))
                            .map(span -> of(span, resource));
                })
                .toList();
    }

    private static OtlpSpan of(ProtobufFields span, Map<String, String> resource) {
        return new OtlpSpan(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                span.messages(15).anyMatch(status -> status.number(3) == ERROR),
                attributes(span, 9),
                resource);
    }

    private static Map<String, String> attributes(ProtobufFields of, int number) {
        return of.messages(number)
                .collect(Collectors.toMap(
                        one -> one.text(1),
                        one -> one.messages(2).map(OtlpSpan::value).findFirst().orElse(""),
                        (first, second) -> first,
                        TreeMap::new));
    }

    private static String value(ProtobufFields any) {
        return any.has(1) ? any.text(1) : Long.toString(any.number(3));
    }
}
