package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.FailedCall;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the refusals of one run, each with the object that refuses. What there is of those is read only once something is refused. */
final class Refusals {
    private static final List<ResourceType> WEBHOOKS =
            List.of(ResourceType.VALIDATING_WEBHOOKS, ResourceType.MUTATING_WEBHOOKS);
    static final List<Permission> PERMISSIONS = List.of(
            Permission.list(ResourceType.VALIDATING_WEBHOOKS, "webhooks.name", "webhooks.clientConfig.service"),
            Permission.list(ResourceType.MUTATING_WEBHOOKS, "webhooks.name", "webhooks.clientConfig.service"),
            Inventory.namesOf(ResourceType.SERVICE_ACCOUNTS));

    private static final Pattern NOT_FOUND = Pattern.compile("(\\S+) \"([^\"]+)\" not found");

    private final CheckContext context;

    Refusals(CheckContext context) {
        this.context = context;
    }

    Finding finding(KubeObject workload, String message, Optional<Instant> since) {
        CreateRefusal refusal = CreateRefusal.of(message);
        return Finding.critical("ReplicaFailure", workload)
                .owner(context.owner(workload))
                .causeClass(refusal.causeClass())
                .summary("%s cannot create its pods: %s".formatted(workload, refusal.words()))
                .cause(cause(workload, refusal, message))
                .since(since)
                .dependsOn(blamed(workload, message))
                .look("kubectl -n %s describe %s %s"
                        .formatted(
                                workload.namespace(),
                                workload.type().kind().toLowerCase(Locale.ROOT),
                                workload.name()));
    }

    private String cause(KubeObject workload, CreateRefusal refusal, String message) {
        Matcher missing = NOT_FOUND.matcher(message);
        if (refusal != CreateRefusal.SERVICE_ACCOUNT || !missing.find()) {
            return OneLine.of(message);
        }
        Inventory accounts = Inventory.of(context, ResourceType.SERVICE_ACCOUNTS);
        return accounts.lacks(workload.namespace(), missing.group(2))
                ? "ServiceAccount %s does not exist; %s"
                        .formatted(missing.group(2), accounts.nearest(workload.namespace(), missing.group(2)))
                : OneLine.of(message);
    }

    private List<ObjectRef> blamed(KubeObject workload, String message) {
        List<ObjectRef> blamed = new ArrayList<>(NamedInMessage.blamed(workload.namespace(), message));
        FailedCall.in(message).ifPresent(webhook -> blamed.addAll(behind(webhook)));
        return blamed;
    }

    /** The configuration that has a webhook of that name, and the Service that answers for it. */
    private List<ObjectRef> behind(String webhook) {
        List<ObjectRef> behind = new ArrayList<>();
        try {
            for (KubeObject configuration : Visible.list(context, WEBHOOKS)) {
                for (Json one : configuration.at("webhooks").items()) {
                    if (one.get("name").is(webhook)) {
                        behind.add(configuration.ref());
                        Json service = one.at("clientConfig.service");
                        behind.add(ObjectRef.of(
                                ResourceType.SERVICES,
                                service.get("namespace").text(),
                                service.get("name").text()));
                    }
                }
            }
        } catch (ClusterException hidden) {
            // The message names the webhook; it is told without what is behind it.
            return List.of();
        }
        return behind.stream().filter(ref -> !ref.name().isEmpty()).toList();
    }
}
