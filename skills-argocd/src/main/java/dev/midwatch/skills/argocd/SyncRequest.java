package dev.midwatch.skills.argocd;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The operation that Argo CD's controller takes up from an application.
 *
 * @param revision as the application's source names it; empty where there are several sources: then Argo CD takes each one's own
 * @param options  the application's own sync options, which a sync by hand has to repeat
 */
record SyncRequest(String revision, List<String> options) {
    private static final String USER = "midwatch";

    SyncRequest {
        options = List.copyOf(options);
    }

    static SyncRequest of(KubeObject app) {
        return new SyncRequest(
                app.at("spec.sources").items().isEmpty()
                        ? app.at("spec.source.targetRevision").text()
                        : "",
                app.at("spec.syncPolicy.syncOptions").texts());
    }

    Json patch() {
        Map<String, Object> sync = new LinkedHashMap<>();
        if (!revision.isEmpty()) {
            sync.put("revision", revision);
        }
        sync.put("prune", false);
        if (!options.isEmpty()) {
            sync.put("syncOptions", options);
        }
        return Json.of(Map.of("operation", Map.of("initiatedBy", Map.of("username", USER), "sync", sync)));
    }

    /** The same as a person types it. */
    String text() {
        return "{\"operation\":{\"initiatedBy\":{\"username\":\"%s\"},\"sync\":{%s\"prune\":false%s}}}"
                .formatted(
                        USER,
                        revision.isEmpty() ? "" : "\"revision\":" + quoted(revision) + ",",
                        options.isEmpty()
                                ? ""
                                : options.stream()
                                        .map(SyncRequest::quoted)
                                        .collect(Collectors.joining(",", ",\"syncOptions\":[", "]")));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
