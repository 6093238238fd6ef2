package dev.midwatch.cli;

import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingJson;
import dev.midwatch.core.kube.Coverage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scan for scripts: the shape they rely on. */
final class ScanJson {
    private ScanJson() {}

    static Map<String, Object> of(String server, String version, long requests, long bytes, CheckReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cluster", ordered("server", server, "version", version));
        json.put("started", report.started().toString());
        json.put("duration_ms", report.took().toMillis());
        json.put("requests", ordered("count", requests, "bytes", bytes));
        json.put(
                "findings",
                report.findings().stream().map(FindingJson::toScript).toList());
        json.put("coverage", coverage(report));
        return json;
    }

    private static Map<String, Object> coverage(CheckReport report) {
        Coverage coverage = report.coverage();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("complete", report.complete());
        json.put(
                "looked_at",
                coverage.lookedAt().stream()
                        .map(looked -> ordered("resource", looked.resource(), "count", looked.count()))
                        .toList());
        json.put(
                "blind",
                coverage.blind().stream()
                        .map(blind -> {
                            Map<String, Object> one =
                                    ordered("resource", blind.resource(), "namespace", blind.namespace());
                            one.put("why", blind.why());
                            return one;
                        })
                        .toList());
        json.put(
                "absent",
                coverage.absent().stream()
                        .map(absent -> Map.of("resource", absent.resource()))
                        .toList());
        json.put("failed_checks", failed(report));
        return json;
    }

    private static List<Map<String, Object>> failed(CheckReport report) {
        return report.gaps().stream()
                .map(gap -> ordered("check", gap.check(), "why", gap.why()))
                .toList();
    }

    private static Map<String, Object> ordered(String key, Object value, String other, Object otherValue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(key, value);
        json.put(other, otherValue);
        return json;
    }
}
