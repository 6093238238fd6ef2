package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.DownNodes;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Volumes that do not get to the node of their pod, or not away from one. */
public final class VolumeAttach implements Check {
    private static final Pattern MULTI =
            Pattern.compile("Multi-Attach error for volume \"([^\"]{1,253})\"(.{0,300})", Pattern.DOTALL);

    @Override
    public String name() {
        return "volume-attach";
    }

    @Override
    public String description() {
        return "Volumes that cannot be attached to a node or detached from it";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                                ResourceType.VOLUME_ATTACHMENTS,
                                "spec.nodeName",
                                "spec.source.persistentVolumeName",
                                "status.attachError",
                                "status.detachError")
                        .whenAsked(),
                VolumeFields.PERMISSION,
                Permission.list(ResourceType.PODS, "status.phase"),
                DownNodes.PERMISSION,
                Warnings.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(3), "how long attaching or detaching may fail"),
                new Setting("within", Duration.ofMinutes(10), "how recent an event about two nodes must be"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Event> attaching = Warnings.visible(context).events().stream()
                .filter(event -> event.reason().equals("FailedAttachVolume"))
                .toList();
        if (attaching.isEmpty() && !Attachments.mayBe(context)) {
            return List.of();
        }
        Attachments attachments = Attachments.of(context);
        List<Finding> findings = new ArrayList<>(attachments.failing().stream()
                .flatMap(one -> failing(context, one, attachments).stream())
                .toList());
        Inventory pods = Inventory.of(context, ResourceType.PODS);
        for (Event event : attaching) {
            Matcher multi = MULTI.matcher(event.message());
            if (multi.find()) {
                pods.find(event.about().namespace(), event.about().name())
                        .filter(pod -> waits(context, pod, event))
                        .map(pod -> multi(pod, event, multi, attachments))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> failing(CheckContext context, KubeObject attachment, Attachments all) {
        Json attach = attachment.at("status.attachError");
        Json error = attach.isPresent() ? attach : attachment.at("status.detachError");
        Optional<Instant> since = attach.isPresent()
                ? attachment.created()
                : attachment.deletionRequested().or(() -> error.get("time").time());
        if (!Age.reached(context, since, "after", attachment)) {
            return Optional.empty();
        }
        String node = attachment.at("spec.nodeName").text();
        String volume = attachment.at("spec.source.persistentVolumeName").text();
        return Optional.of(Finding.warning("VolumeAttachFailed", attachment)
                .owner(all.claimOf(volume).orElse(attachment.ref()))
                .causeClass(attach.isPresent() ? "attach" : "detach")
                .summary("Volume %s%s cannot be %s node %s"
                        .formatted(
                                volume,
                                all.claimOf(volume).map(claim -> " of " + claim).orElse(""),
                                attach.isPresent() ? "attached to" : "detached from",
                                node))
                .cause(OneLine.of(error.get("message").text()))
                .since(since)
                // An attachment that has stood for long may be made again.
                .sustained(attach.isPresent() ? context.duration("after", attachment) : Duration.ZERO)
                .dependsOn(all.downNode(node))
                .look("kubectl describe volumeattachment " + attachment.name()));
    }

    private static boolean waits(CheckContext context, KubeObject pod, Event event) {
        return pod.at("status.phase").is("Pending")
                && pod.deletionRequested().isEmpty()
                && event.seenSince(context.now().minus(context.duration("within", pod)))
                && Age.reached(context, event.first(), "after", pod);
    }

    private static Finding multi(KubeObject pod, Event event, Matcher message, Attachments all) {
        String volume = message.group(1);
        Optional<KubeObject> elsewhere = all.attached(volume);
        String holder = elsewhere.map(one -> one.at("spec.nodeName").text()).orElse("");
        return Finding.critical("VolumeHeldElsewhere", pod)
                .owner(all.claimOf(volume).orElse(pod.ref()))
                .summary("%s cannot have volume %s: another node holds it".formatted(pod, volume))
                .cause(OneLine.of((holder.isEmpty()
                                ? ""
                                : "attached to node " + holder + (all.isDown(holder) ? ", which is not ready; " : "; "))
                        + message.group(2).strip()))
                .evidence("event", event.reason() + ", " + event.count() + " times")
                .since(event.first())
                // What is known of its claim explains the pod; without it the pod's own finding tells as much.
                .dependsOn(
                        all.isDown(holder) || all.claimOf(volume).isPresent()
                                ? all.downNode(holder)
                                : List.of(pod.ref()))
                .look("kubectl get volumeattachment");
    }
}
