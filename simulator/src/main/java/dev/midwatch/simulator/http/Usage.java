package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Where metrics.k8s.io comes from: NodeMetrics and PodMetrics objects as of now. */
public interface Usage {
    List<ObjectNode> nodes();

    List<ObjectNode> pods();

    /** What the kubelet of a node answers to {@code stats/summary}; empty if it does not answer, as where there is none. */
    default Optional<ObjectNode> summary(String node) {
        return Optional.empty();
    }
}
