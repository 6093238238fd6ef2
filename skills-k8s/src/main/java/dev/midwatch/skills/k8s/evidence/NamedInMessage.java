package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of a namespace that a message of the kubelet, the scheduler or a controller blames. */
public final class NamedInMessage {
    private static final Map<String, ResourceType> TYPES = Map.of(
            "secret", ResourceType.SECRETS,
            "configmap", ResourceType.CONFIG_MAPS,
            "persistentvolumeclaim", ResourceType.PERSISTENT_VOLUME_CLAIMS,
            "serviceaccount", ResourceType.SERVICE_ACCOUNTS,
            "exceeded quota:", ResourceType.RESOURCE_QUOTAS,
            "failed quota:", ResourceType.RESOURCE_QUOTAS);
    private static final String NAME = "([a-z0-9]([a-z0-9.-]*[a-z0-9])?)";
    // secret "x" not found; configmap references non-existent key: x; couldn't find key k in Secret ns/x; exceeded
    // quota: x, requested; failed quota: x: must specify
    private static final Pattern BLAMED = Pattern.compile(
            "\\b(secret|configmap|persistentvolumeclaim|serviceaccount|exceeded quota:|failed quota:)s? +"
                    + "(?:\"?[a-z0-9-]+/)?\"?" + NAME + "(?=\"|,|$|\\s|: must)",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> WORDS = List.of("not", "references", "is", "was", "in", "with", "has", "does");

    private NamedInMessage() {}

    public static List<ObjectRef> blamed(String namespace, String message) {
        List<ObjectRef> found = new ArrayList<>();
        Matcher matcher = BLAMED.matcher(message);
        while (matcher.find()) {
            ResourceType type = TYPES.get(matcher.group(1).toLowerCase(java.util.Locale.ROOT));
            ObjectRef ref = ObjectRef.of(type, namespace, matcher.group(2));
            if (!WORDS.contains(ref.name()) && !found.contains(ref)) {
                found.add(ref);
            }
        }
        return found;
    }
}
