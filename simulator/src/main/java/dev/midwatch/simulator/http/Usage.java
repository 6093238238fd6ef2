package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Where metrics.k8s.io comes from: NodeMetrics and PodMetrics objects as of now. */
public interface Usage {
    List<ObjectNode> nodes();

    List<ObjectNode> pods();
}
