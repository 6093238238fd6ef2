package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Claims that were made larger and do not grow. Growing the file system waits for a pod that mounts it; without one it is no fault. */
public final class ClaimResize implements Check {
    private static final String[] EVENTS = {"VolumeResizeFailed", "FileSystemResizeFailed", "ExternalExpandFailed"};

    @Override
    public String name() {
        return "claim-resize";
    }

    @Override
    public String description() {
        return "Claims whose volume does not grow to the size they ask for";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.PERSISTENT_VOLUME_CLAIMS,
                        "spec.resources.requests.storage",
                        "status.phase",
                        "status.capacity.storage",
                        "status.conditions",
                        "status.allocatedResourceStatuses"),
                Mounts.PODS,
                Permission.list(ResourceType.NODES, "status.conditions"),
                Warnings.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(15), "how long it may take to grow"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Warnings warnings = Warnings.visible(context);
        Mounts mounts = Mounts.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject claim : context.cluster().list(ResourceType.PERSISTENT_VOLUME_CLAIMS)) {
            if (namespaces.keep(claim) && claim.at("status.phase").is("Bound")) {
                Resize.of(claim)
                        .filter(state -> state != Resize.WAITS_FOR_POD || mounts.has(claim))
                        .filter(state -> Age.reached(context, since(claim, state), "after", claim))
                        .map(state -> finding(claim, state, warnings))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Instant> since(KubeObject claim, Resize state) {
        return state.condition(claim).flatMap(Condition::since);
    }

    private static Finding finding(KubeObject claim, Resize state, Warnings warnings) {
        Optional<Event> event = warnings.latest(claim.ref(), EVENTS);
        String said = state.condition(claim)
                .map(Condition::message)
                .filter(message -> !message.isEmpty() && state != Resize.WAITS_FOR_POD)
                .or(() -> event.map(Event::message))
                .map(OneLine::of)
                .orElse(state.words());
        return Finding.warning("PVCResizeStuck", claim)
                .causeClass(state.causeClass())
                .summary("%s stays at %s and does not grow to %s"
                        .formatted(
                                claim,
                                claim.at("status.capacity.storage").text("its size"),
                                claim.at("spec.resources.requests.storage").text("what it asks for")))
                .cause(said)
                .since(since(claim, state))
                .look("kubectl -n %s describe pvc %s".formatted(claim.namespace(), claim.name()));
    }
}
