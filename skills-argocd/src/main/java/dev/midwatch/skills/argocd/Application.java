package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An Argo CD Application, in Argo CD's words. */
record Application(KubeObject object) {
    static final ResourceType TYPE = ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");

    /** The condition types that Argo CD itself counts as errors. */
    static final Set<String> ERRORS =
            Set.of("DeletionError", "InvalidSpecError", "ComparisonError", "SyncError", "UnknownError");

    static final List<Permission> PERMISSIONS = List.of(Permission.list(
            TYPE,
            "spec.source.repoURL",
            "spec.sources.repoURL",
            "spec.syncPolicy.automated",
            "status.health",
            "status.sync.status",
            "status.sync.revision",
            "status.sync.revisions",
            "status.conditions",
            "status.operationState.phase",
            "status.operationState.message",
            "status.operationState.startedAt",
            "status.operationState.finishedAt",
            "status.operationState.retryCount",
            "status.operationState.operation.retry.limit",
            "status.operationState.operation.initiatedBy.automated",
            "status.operationState.operation.sync.autoHealAttemptsCount",
            "status.operationState.syncResult",
            "status.resources"));

    /** The same, with what is read of Argo CD itself. */
    static final List<Permission> WITH_COMPONENTS =
            Stream.concat(PERMISSIONS.stream(), Components.PERMISSIONS.stream()).toList();

    /** Every application that can be seen. */
    static List<Application> in(CheckContext context) throws ClusterException {
        return context.cluster().list(TYPE).stream().map(Application::new).toList();
    }

    boolean isBeingDeleted() {
        return object.deletionRequested().isPresent();
    }

    String health() {
        return object.at("status.health.status").text();
    }

    String sync() {
        return object.at("status.sync.status").text();
    }

    /** Automated sync is on; newer versions can switch it off without taking the section away. */
    boolean syncsItself() {
        return object.at("spec.syncPolicy.automated").isPresent()
                && !object.at("spec.syncPolicy.automated.enabled").is("false");
    }

    boolean healsItself() {
        return syncsItself() && object.at("spec.syncPolicy.automated.selfHeal").isTrue();
    }

    /** When its health last changed; older versions of Argo CD do not say. */
    Optional<Instant> healthChanged() {
        return object.at("status.health.lastTransitionTime").time();
    }

    /** What it says of its own health, or which objects are in that state or worse; empty if it tells neither. */
    String troubleOf(String state) {
        String message = OneLine.of(object.at("status.health.message").text());
        if (!message.isEmpty()) {
            return message;
        }
        return resources().stream()
                .filter(Resource::unhealthy)
                .filter(resource ->
                        state.equals("Progressing") || !resource.health().equals("Progressing"))
                .limit(3)
                .map(Resource::describeHealth)
                .collect(Collectors.joining("; "));
    }

    Operation operation() {
        return new Operation(object.at("status.operationState"));
    }

    /** Whether the last sync was of the revision that Git has now. */
    boolean lastSyncWasOfThisRevision() {
        return operation().revisions().equals(Operation.revisionsOf(object.at("status.sync")));
    }

    /** Whether the last sync failed and nothing has made up for it since. */
    boolean lastSyncFailed() {
        return operation().failed() && (lastSyncWasOfThisRevision() || !sync().equals("Synced"));
    }

    /** The first condition of a type that stands for an error. */
    Optional<Condition> error() {
        return object.conditions().stream()
                .filter(condition -> ERRORS.contains(condition.type()))
                .findFirst();
    }

    /** When it was last synced, or made if it never was. */
    Instant quietSince() {
        return operation().finished().or(object::created).orElse(Instant.EPOCH);
    }

    List<Resource> resources() {
        return object.at("status.resources").items().stream().map(Resource::new).toList();
    }

    /**
     * The objects whose trouble would explain this application's. Argo CD 3 no longer writes the health of each resource into the
     * application; then it may be any of them.
     */
    private List<ObjectRef> suspects() {
        List<Resource> all = resources();
        boolean healthIsTold =
                all.stream().anyMatch(resource -> !resource.health().isEmpty());
        return all.stream()
                .filter(resource -> !healthIsTold || resource.unhealthy())
                .map(Resource::ref)
                .toList();
    }

    /**
     * What explains bad health: an unhealthy object, or whatever else is wrong with the application itself. That it names itself also says
     * that it only suspects them: no mere detail of one of them will do.
     */
    List<ObjectRef> suspectsAndItself() {
        return Stream.concat(suspects().stream(), Stream.of(object.ref())).toList();
    }

    String look() {
        return "kubectl -n %s describe applications.argoproj.io %s".formatted(object.namespace(), object.name());
    }

    @Override
    public String toString() {
        return "Application " + object.name();
    }
}
