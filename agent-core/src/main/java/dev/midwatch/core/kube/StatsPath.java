package dev.midwatch.core.kube;

import java.util.regex.Pattern;

/**
 * The one address below a node's proxy that is ever asked for: what its kubelet last measured. Whatever else the proxy leads to, commands
 * in containers among it, no path reaches.
 */
final class StatsPath {
    /** As {@link ApiPath#resource} and RBAC name it. */
    static final String RESOURCE = "nodes/proxy";

    private static final Pattern SUMMARY = Pattern.compile(
            "/api/v1/nodes/[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/proxy/stats/summary");

    private StatsPath() {}

    static boolean is(String path) {
        return SUMMARY.matcher(path).matches();
    }
}
