package dev.midwatch.skills.k8s.admission;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
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
import dev.midwatch.skills.k8s.evidence.FailedCall;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Admission webhooks whose calls fail, by what those say who are refused for it. It finds what objects do not show: a server that is
 * ready and does not answer in time, or with the wrong certificate.
 */
public final class WebhookRefusals implements Check {
    /** Somebody who is refused. */
    private record Refused(String webhook, ObjectRef who, String message, Optional<Instant> since) {}

    @Override
    public String name() {
        return "webhook-refusals";
    }

    @Override
    public String description() {
        return "Admission webhooks whose calls fail, so that pods cannot be created";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(List.of(
                Permission.list(ResourceType.REPLICA_SETS, "status.conditions"),
                Warnings.PERMISSION,
                Namespaces.PERMISSION));
        for (ResourceType type : List.of(ResourceType.VALIDATING_WEBHOOKS, ResourceType.MUTATING_WEBHOOKS)) {
            all.add(Permission.list(
                    type,
                    "webhooks.name",
                    "webhooks.failurePolicy",
                    "webhooks.clientConfig.service",
                    "webhooks.rules.resources"));
        }
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofMinutes(5), "how long calls may fail, as while its node restarts"),
                new Setting("within", Duration.ofMinutes(10), "how recent an event about a failed call must be"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Webhook> webhooks =
                Webhook.all(context).stream().filter(Webhook::refuses).toList();
        if (webhooks.isEmpty()) {
            return List.of();
        }
        List<Refused> refused =
                Stream.concat(byCondition(context), byEvent(context)).toList();
        return webhooks.stream()
                .flatMap(webhook -> refused.stream()
                        .filter(one -> one.webhook.equals(webhook.name()))
                        .filter(one -> Age.reached(context, one.since, "after", webhook.configuration()))
                        .findFirst()
                        .map(one -> finding(webhook, one))
                        .stream())
                .toList();
    }

    /** A ReplicaSet says for as long as it lasts that it is refused. */
    private static Stream<Refused> byCondition(CheckContext context) throws ClusterException {
        List<Refused> refused = new ArrayList<>();
        Namespaces namespaces = Namespaces.of(context);
        for (KubeObject set : context.cluster().list(ResourceType.REPLICA_SETS)) {
            set.condition("ReplicaFailure")
                    .filter(failure -> failure.isTrue() && namespaces.keep(set))
                    .ifPresent(failure -> FailedCall.in(failure.message())
                            .map(webhook ->
                                    new Refused(webhook, context.owner(set), failure.message(), failure.since()))
                            .ifPresent(refused::add));
        }
        return refused.stream();
    }

    /** Others have only events, which outlive what they tell of. */
    private static Stream<Refused> byEvent(CheckContext context) {
        Inventory sets = Inventory.of(context, ResourceType.REPLICA_SETS);
        return Warnings.visible(context).events().stream()
                .filter(event -> sets.find(
                                event.about().namespace(), event.about().name())
                        .isEmpty())
                .flatMap(event -> FailedCall.in(event.message())
                        .filter(webhook -> isRecent(context, event))
                        .map(webhook -> new Refused(webhook, event.about(), event.message(), event.first()))
                        .stream());
    }

    private static boolean isRecent(CheckContext context, Event event) {
        KubeObject about = KubeObject.of(
                ResourceType.EVENTS,
                Map.of("metadata", Map.of("namespace", event.about().namespace())));
        return event.seenSince(context.now().minus(context.duration("within", about)));
    }

    private static Finding finding(Webhook webhook, Refused refused) {
        return Finding.of(
                        "WebhookCallFailing",
                        Severity.CRITICAL,
                        webhook.configuration().ref())
                .causeClass(webhook.name())
                .summary("Calls of webhook %s of %s fail, so that %s is refused"
                        .formatted(webhook.name(), webhook.configuration(), refused.who))
                .cause(OneLine.of(refused.message))
                .since(refused.since)
                .evidence("judges", webhook.judges())
                .dependsOn(Stream.concat(Stream.of(webhook.configuration().ref()), webhook.service().stream())
                        .toList())
                .look(webhook.look());
    }
}
