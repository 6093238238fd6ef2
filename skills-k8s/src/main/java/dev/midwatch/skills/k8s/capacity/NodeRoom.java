package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.skills.k8s.evidence.Quantity;
import dev.midwatch.skills.k8s.evidence.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Nodes that hold almost as many pods as they may, and clusters that would not get over the loss of their largest node. A cluster that
 * grows by itself gets a new node instead, and one of a single node has nothing to lose it to.
 */
public final class NodeRoom implements Check {
    @Override
    public String name() {
        return "node-room";
    }

    @Override
    public String description() {
        return "Nodes near their number of pods, and clusters without room for the loss of a node";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Room.NODES, Room.PODS);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("pods_percent", 95, "percent of a node's pods that may be there"),
                new Setting("sustained_for", Duration.ofMinutes(15), "how long it must be so before it is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Room> rooms = Room.all(context);
        List<Finding> findings = new ArrayList<>();
        Requests amounts = new Requests();
        for (Room room : rooms) {
            double most = room.allocatable("pods", amounts);
            if (most > 0 && room.pods() / most * 100 > context.number("pods_percent", room.node())) {
                findings.add(crowded(context, room, most));
            }
        }
        SpareNode.missing(rooms).map(loss -> noSpare(context, loss)).ifPresent(findings::add);
        return findings;
    }

    private static Finding crowded(CheckContext context, Room room, double most) {
        KubeObject node = room.node();
        return Finding.info("NodePodsNearLimit", node)
                .summary("%s has %d of the %.0f pods it may have".formatted(node, room.pods(), most))
                .cause(
                        room.pods() >= most
                                ? "no further pod is placed there"
                                : "%.0f more fit".formatted(most - room.pods()))
                .sustained(context.duration("sustained_for", node))
                .look("kubectl get pods -A --field-selector spec.nodeName=" + node.name());
    }

    private static Finding noSpare(CheckContext context, SpareNode.Loss loss) {
        KubeObject node = loss.node();
        return Finding.info("NoSpareNode", node)
                .explainsNothing()
                .causeClass(loss.resource())
                .summary("If %s is lost, its pods do not fit on the other nodes".formatted(node))
                .cause("%s asked for, %s there without it"
                        .formatted(amount(loss.resource(), loss.asked()), amount(loss.resource(), loss.left())))
                .sustained(context.duration("sustained_for", node))
                .look("kubectl describe nodes | grep -A 8 'Allocated resources'");
    }

    private static String amount(String resource, double value) {
        return resource.equals("memory")
                ? Quantity.bytes(value) + " of memory"
                : String.format(Locale.ROOT, "%.1f CPUs", value);
    }
}
