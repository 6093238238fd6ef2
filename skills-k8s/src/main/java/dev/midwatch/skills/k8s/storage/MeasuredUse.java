package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.KubeObject;
import java.time.Duration;
import java.util.List;

/** The used part of a volume over the last days, where a Prometheus has it of the kubelets. */
final class MeasuredUse {
    private MeasuredUse() {}

    /** Oldest first; nothing of a node's disk, which each exporter names otherwise. */
    static List<Trend.Point> of(CheckContext context, KubeObject about, FileSystem disk, Duration back) {
        if (!about.ref().kind().equals("PersistentVolumeClaim")) {
            return List.of();
        }
        String claim = "{namespace=%s,persistentvolumeclaim=%s}"
                .formatted(Metrics.quote(about.namespace()), Metrics.quote(about.name()));
        String used = disk.what().equals(FileSystem.BYTES)
                ? "max(kubelet_volume_stats_capacity_bytes%1$s - kubelet_volume_stats_available_bytes%1$s)"
                : "max(kubelet_volume_stats_inodes%1$s - kubelet_volume_stats_inodes_free%1$s)";
        return context.metrics().over(used.formatted(claim), back).stream()
                .findFirst()
                .map(Metrics.Series::points)
                .orElse(List.of());
    }
}
