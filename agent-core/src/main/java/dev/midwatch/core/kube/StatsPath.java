package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.midwatch.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one address below a node's proxy that is ever asked for: what its kubelet last measured. Whatever else the proxy leads to, commands
 * in containers among it, no path reaches.
 */
final class StatsPath {
    /** As {@link ApiPath#resource} and RBAC name it. */
    static final String RESOURCE = Coverage.KUBELETS;

    private static final Pattern SUMMARY = Pattern.compile(
            "/api/v1/nodes/[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/proxy/stats/summary");

    private static final Projection KEPT = Projection.paths("node.nodeName", "node.fs", "pods.volume");

    private StatsPath() {}

    static boolean is(String path) {
        return SUMMARY.matcher(path).matches();
    }

    /**
     * Of what a kubelet says how full the node's disk is, and the volumes that claims stand for: a hundredth of it, so that those of
     * thousands of nodes can be held.
     */
    static Json read(InputStream body) throws IOException {
        try (JsonParser parser = ApiConnection.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not what a kubelet measured");
            }
            Json summary = Json.of(new ObjectParser(parser, new Sharing(64, 64)).object(KEPT));
            List<Object> pods = summary.get("pods").items().stream()
                    .map(StatsPath::claimed)
                    .flatMap(Optional::stream)
                    .toList();
            Json node = summary.get("node");
            return Json.of(node.isPresent() ? Map.of("node", node.raw(), "pods", pods) : Map.of("pods", pods));
        }
    }

    private static Optional<Object> claimed(Json pod) {
        List<Object> volumes = pod.get("volume").items().stream()
                .filter(volume -> volume.get("pvcRef").isPresent())
                .map(Json::raw)
                .toList();
        return volumes.isEmpty() ? Optional.empty() : Optional.of(Map.of("volume", volumes));
    }
}
