package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.Requests;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether what pods ask for fits on the nodes that are left when the largest is lost: pure. */
final class SpareNode {
    private static final List<String> AUTOSCALED =
            List.of("karpenter.sh/nodepool", "karpenter.sh/provisioner-name", "kubernetes.azure.com/mode");

    private SpareNode() {}

    /**
     * What does not fit.
     *
     * @param node  the largest
     * @param asked by all pods that would have to run, in units of one
     * @param left  allocatable on the others
     */
    record Loss(KubeObject node, String resource, double asked, double left) {}

    /** Empty if all fits, or if there are too few nodes to lose one. Nodes kept for some pods neither give room nor ask for it. */
    static Optional<Loss> missing(List<Room> rooms) {
        List<Room> open = rooms.stream().filter(Room::takesPods).toList();
        boolean growing = rooms.stream()
                .anyMatch(room -> AUTOSCALED.stream().anyMatch(room.node().labels()::containsKey));
        if (open.size() < 2 || growing) {
            return Optional.empty();
        }
        return Room.RESOURCES.stream()
                .flatMap(resource -> loss(open, resource).stream())
                .findFirst();
    }

    private static Optional<Loss> loss(List<Room> open, String resource) {
        Requests amounts = new Requests();
        Room largest = open.stream()
                .max(Comparator.comparingDouble((Room room) -> room.allocatable(resource, amounts))
                        .thenComparing(room -> room.node().name(), Comparator.reverseOrder()))
                .orElseThrow();
        double left = 0;
        double asked = largest.movable().getOrDefault(resource, 0.0);
        for (Room room : open) {
            if (room != largest) {
                left += room.allocatable(resource, amounts);
                asked += room.asked(resource);
            }
        }
        return left > 0 && asked > left
                ? Optional.of(new Loss(largest.node(), resource, asked, left))
                : Optional.empty();
    }
}
