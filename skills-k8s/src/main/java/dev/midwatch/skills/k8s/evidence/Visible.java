package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Objects of several types, for a check that says as much about one type when another is hidden. */
public final class Visible {
    private Visible() {}

    /**
     * The objects of those types that can be seen; what is hidden is told by the coverage of the cycle.
     *
     * @throws ClusterException if none of the types can be seen
     */
    public static List<KubeObject> list(CheckContext context, List<ResourceType> types) throws ClusterException {
        List<KubeObject> objects = new ArrayList<>();
        List<ClusterException> hidden = new ArrayList<>();
        for (ResourceType type : types) {
            try {
                objects.addAll(context.cluster().list(type));
            } catch (ClusterException e) {
                hidden.add(e);
            }
        }
        if (hidden.size() == types.size()) {
            throw hidden.get(0);
        }
        return objects;
    }
}
