package dev.midwatch.skills.k8s.storage;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.CommonCause;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Claims that get no volume. A claim that waits for its first pod is not one of them. */
public final class PvcPending implements Check {
    /** Where the scheduler writes, once a pod wants the claim, on which node the volume is to be. */
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";
    private static final String[] EVENTS = {"ProvisioningFailed", "FailedBinding", "VolumeMismatch", "ClaimLost"};

    @Override
    public String name() {
        return "pvc-pending";
    }

    @Override
    public String description() {
        return "Claims that are not bound to a volume";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.PERSISTENT_VOLUME_CLAIMS,
                        "metadata.annotations",
                        "spec.storageClassName",
                        "spec.volumeName",
                        "status.phase"),
                StorageClassDefaults.PERMISSION,
                Warnings.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "after", Duration.ofMinutes(2), "how long a volume may take while events say that it fails"),
                new Setting(
                        "silent_after", Duration.ofMinutes(15), "how long a volume may take while nothing says why"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Warnings warnings = Warnings.visible(context);
        Inventory classes = Inventory.of(context, ResourceType.STORAGE_CLASSES);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject claim : context.cluster().list(ResourceType.PERSISTENT_VOLUME_CLAIMS)) {
            if (namespaces.keep(claim) && claim.at("status.phase").is("Pending")) {
                judge(context, claim, classes, warnings.latest(claim.ref(), EVENTS))
                        .ifPresent(findings::add);
            }
        }
        return CommonCause.among(
                findings, finding -> finding.dependsOn().stream().findFirst(), PvcPending::ofClass);
    }

    private static Finding ofClass(ObjectRef storageClass, List<Finding> claims) {
        return Finding.of("StorageClassFailing", Severity.CRITICAL, storageClass)
                .summary("%s gives no volume to %d claims".formatted(storageClass, CommonCause.count(claims)))
                .cause(claims.get(0).cause())
                .evidence("claims", CommonCause.named(claims))
                .look("kubectl describe storageclass " + storageClass.name());
    }

    private static Optional<Finding> judge(
            CheckContext context, KubeObject claim, Inventory classes, Optional<Event> event) {
        // A claim may be old and wait for its first pod, so that an event tells better since when it gets none.
        Optional<Instant> since = event.flatMap(Event::first).or(claim::created);
        String className = claim.at("spec.storageClassName").text();
        boolean noClass =
                !className.isEmpty() && claim.at("spec.volumeName").text().isEmpty() && classes.lacks("", className);
        boolean waitsForPod = claim.annotation(SELECTED_NODE).isEmpty()
                && claim.at("spec.volumeName").text().isEmpty()
                && mayWait(className, classes);
        boolean known = noClass || event.isPresent();
        if (!known && waitsForPod || !Age.reached(context, since, known ? "after" : "silent_after", claim)) {
            return Optional.empty();
        }
        String said = event.map(Event::message).map(OneLine::of).orElse("");
        String cause = noClass
                ? "StorageClass %s does not exist; %s".formatted(className, classes.nearest("", className))
                : said.isEmpty() ? silent(claim, classes) : said;
        return Optional.of(Finding.critical("PVCPending", claim)
                .causeClass(noClass ? "no-class" : "")
                .summary("%s gets no volume".formatted(claim))
                .cause(cause)
                .evidence("event", said)
                .evidence("storage class", className)
                .since(since)
                .sustained(toBeSeen(context, claim, event.isPresent(), noClass))
                .dependsOn(
                        className.isEmpty()
                                        || !claim.at("spec.volumeName").text().isEmpty()
                                ? List.of()
                                : List.of(ObjectRef.of(ResourceType.STORAGE_CLASSES, "", className)))
                .look("kubectl -n %s describe pvc %s".formatted(claim.namespace(), claim.name())));
    }

    /** Of a class that cannot be seen nobody knows that it does not. */
    private static boolean mayWait(String className, Inventory classes) {
        return classes.find("", className)
                .map(found -> found.at("volumeBindingMode").is("WaitForFirstConsumer"))
                .orElse(!className.isEmpty() && !classes.isWhole(""));
    }

    /** The claim may be old, and its first pod or that its class is gone new. */
    private static Duration toBeSeen(CheckContext context, KubeObject claim, boolean dated, boolean noClass) {
        return dated
                ? Duration.ZERO
                : noClass
                        ? context.duration("after", claim)
                        : claim.annotation(SELECTED_NODE).isEmpty()
                                ? Duration.ZERO
                                : context.duration("silent_after", claim);
    }

    private static String silent(KubeObject claim, Inventory classes) {
        if (!claim.at("spec.volumeName").text().isEmpty()) {
            return "the volume %s it asks for is not there or is bound elsewhere"
                    .formatted(claim.at("spec.volumeName").text());
        }
        if (!claim.at("spec.storageClassName").isPresent()) {
            return "it names no StorageClass"
                    + (hasDefault(classes) || !classes.isWhole("") ? "" : ", and none is the default");
        }
        String name = claim.at("spec.storageClassName").text();
        return name.isEmpty()
                ? "it asks for a volume made by hand, and none fits"
                : classes.find("", name).map(PvcPending::silent).orElse("");
    }

    private static String silent(KubeObject storageClass) {
        String provisioner = storageClass.at("provisioner").text();
        return provisioner.equals(NO_PROVISIONER)
                ? "volumes of %s are made by hand, and none fits".formatted(storageClass)
                : "the provisioner %s has not answered".formatted(provisioner);
    }

    private static boolean hasDefault(Inventory classes) {
        return classes.in("").stream().anyMatch(StorageClassDefaults::isDefault);
    }
}
