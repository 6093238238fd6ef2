package dev.midwatch.skills.k8s.admission;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One entry of a webhook configuration. */
record Webhook(KubeObject configuration, Json entry) {
    /** Those that are called at all: an entry without rules never is. */
    static List<Webhook> all(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        return Visible.list(context, List.of(ResourceType.VALIDATING_WEBHOOKS, ResourceType.MUTATING_WEBHOOKS)).stream()
                .filter(namespaces::keep)
                .flatMap(configuration -> configuration.at("webhooks").items().stream()
                        .filter(entry -> !entry.get("rules").items().isEmpty())
                        .map(entry -> new Webhook(configuration, entry)))
                .toList();
    }

    String name() {
        return entry.get("name").text();
    }

    /** The Service it is called at; empty if it is called at a URL. */
    Optional<ObjectRef> service() {
        Json service = entry.at("clientConfig.service");
        return service.isPresent()
                ? Optional.of(ObjectRef.of(
                        ResourceType.SERVICES,
                        service.get("namespace").text(),
                        service.get("name").text()))
                : Optional.empty();
    }

    String caBundle() {
        return entry.at("clientConfig.caBundle").text();
    }

    /** Whether what it judges is refused when it does not answer; so it is unless it says otherwise. */
    boolean refuses() {
        return !entry.get("failurePolicy").is("Ignore");
    }

    Severity severity() {
        return refuses() ? Severity.CRITICAL : Severity.WARNING;
    }

    /** For a summary: what comes of it when it does not answer. */
    String consequence() {
        return refuses() ? "what it judges is refused" : "its policy is not applied";
    }

    /** For people: which resources it judges. */
    String judges() {
        return String.join(
                ", ",
                entry.get("rules").items().stream()
                        .flatMap(rule -> rule.get("resources").texts().stream())
                        .distinct()
                        .limit(8)
                        .toList());
    }

    String look() {
        return "kubectl get %s %s -o yaml"
                .formatted(configuration.type().kind().toLowerCase(Locale.ROOT), configuration.name());
    }

    /** The Certificate that cert-manager copies the bundle from, if somebody asked it to. */
    Stream<ObjectRef> injectedFrom() {
        String[] from =
                configuration.annotation("cert-manager.io/inject-ca-from").split("/", 2);
        return from.length == 2
                ? Stream.of(new ObjectRef("cert-manager.io/v1", "Certificate", from[0], from[1], ""))
                : Stream.of();
    }
}
