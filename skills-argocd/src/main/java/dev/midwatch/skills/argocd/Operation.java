package dev.midwatch.skills.argocd;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last sync of an application, its {@code status.operationState}; absent in one that was never synced. */
record Operation(Json json) {
    boolean running() {
        return phase().equals("Running") || phase().equals("Terminating");
    }

    boolean failed() {
        return phase().equals("Failed") || phase().equals("Error");
    }

    String phase() {
        return json.get("phase").text();
    }

    String message() {
        return OneLine.of(json.get("message").text());
    }

    Optional<Instant> started() {
        return json.get("startedAt").time();
    }

    Optional<Instant> finished() {
        return json.get("finishedAt").time();
    }

    long retries() {
        return json.get("retryCount").number(0);
    }

    /** Retried as often as its policy allows, so that nothing more will happen by itself. */
    boolean gaveUp() {
        long limit = json.at("operation.retry.limit").number(0);
        return limit > 0 && retries() >= limit;
    }

    boolean automated() {
        return json.at("operation.initiatedBy.automated").isTrue();
    }

    /** How often Argo CD has undone the same drift; zero in older versions, which do not count. */
    long healAttempts() {
        return json.at("operation.sync.autoHealAttemptsCount").number(0);
    }

    List<String> revisions() {
        return revisionsOf(json.get("syncResult"));
    }

    /** One revision, or one per source. */
    static List<String> revisionsOf(Json sync) {
        List<String> several = sync.get("revisions").texts();
        return several.isEmpty() ? List.of(sync.get("revision").text()) : several;
    }

    /** What Argo CD says of the objects and hooks it could not apply: {@code Job shop/migrate: exit code 1}. */
    List<String> failures() {
        return failed(json)
                .map(resource -> new Resource(resource).ref() + ": "
                        + OneLine.of(resource.get("message").text("failed")))
                .toList();
    }

    /** Those objects and hooks: what is wrong with them explains the failure. */
    List<ObjectRef> failedObjects() {
        return failed(json).map(resource -> new Resource(resource).ref()).toList();
    }

    private static Stream<Json> failed(Json operation) {
        return operation.at("syncResult.resources").items().stream()
                .filter(resource -> resource.get("status").is("SyncFailed")
                        || resource.get("hookPhase").is("Failed")
                        || resource.get("hookPhase").is("Error"));
    }
}
