package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of admission webhooks that failed, by what the API server says of them. One that was made and answered no is not a failed call. */
public final class WebhookCalls {
    /** What finding the configurations needs, beside {@link #MUTATING}. */
    public static final Permission VALIDATING = Permission.list(ResourceType.VALIDATING_WEBHOOKS, "webhooks.name");

    public static final Permission MUTATING = Permission.list(ResourceType.MUTATING_WEBHOOKS, "webhooks.name");

    private static final Pattern FAILED = Pattern.compile("failed calling webhook \"([^\"\\s]+)\"");

    private WebhookCalls() {}

    /** The webhook whose call failed, if the message speaks of one. */
    public static Optional<String> failedIn(String message) {
        Matcher matcher = FAILED.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The configurations that have the webhook whose call failed, as far as they can be seen. */
    public static List<ObjectRef> blamed(CheckContext context, String message) {
        Optional<String> webhook = failedIn(message);
        if (webhook.isEmpty()) {
            return List.of();
        }
        try {
            return Visible.list(context, List.of(ResourceType.VALIDATING_WEBHOOKS, ResourceType.MUTATING_WEBHOOKS))
                    .stream()
                    .filter(configuration -> configuration.at("webhooks").items().stream()
                            .anyMatch(entry -> entry.get("name").is(webhook.get())))
                    .map(KubeObject::ref)
                    .toList();
        } catch (ClusterException hidden) {
            // What cannot be seen explains nothing; the coverage of the cycle says that it is hidden.
            return List.of();
        }
    }
}
