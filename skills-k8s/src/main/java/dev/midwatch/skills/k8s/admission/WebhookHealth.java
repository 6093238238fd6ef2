package dev.midwatch.skills.k8s.admission;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.network.Backing;
import dev.midwatch.skills.k8s.network.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Admission webhooks that cannot answer: no Service, nobody behind it, or a certificate that nobody can trust. */
public final class WebhookHealth implements Check {
    @Override
    public String name() {
        return "webhook-health";
    }

    @Override
    public String description() {
        return "Admission webhooks whose Service, pods or CA certificate fail";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Backing.permissions());
        for (ResourceType type : List.of(ResourceType.VALIDATING_WEBHOOKS, ResourceType.MUTATING_WEBHOOKS)) {
            all.add(Permission.list(
                    type,
                    "webhooks.name",
                    "webhooks.failurePolicy",
                    "webhooks.clientConfig",
                    "webhooks.rules.resources",
                    "metadata.annotations"));
        }
        all.add(Namespaces.PERMISSION);
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "after",
                        Duration.ofMinutes(5),
                        "how long nobody may be ready behind a webhook, as while its node restarts"),
                new Setting(
                        "new_after",
                        Duration.ofMinutes(5),
                        "how long after a configuration its Service, pods and CA certificate may come"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Webhook> webhooks = Webhook.all(context);
        if (webhooks.isEmpty()) {
            return List.of();
        }
        Inventory services = Inventory.of(context, ResourceType.SERVICES);
        Backing backing = Backing.of(context);
        List<Finding> findings = new ArrayList<>();
        for (Webhook webhook : webhooks) {
            if (Age.reached(context, webhook.configuration().created(), "new_after", webhook.configuration())) {
                webhook.service()
                        .flatMap(service -> unreachable(context, webhook, service, services, backing)
                                // One Service that nobody answers is one cause, however many call it.
                                .map(finding ->
                                        finding.owner(service).evidence("called by", callers(webhooks, service))))
                        .or(() -> untrusted(context, webhook))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static String callers(List<Webhook> webhooks, ObjectRef service) {
        return webhooks.stream()
                .filter(webhook -> webhook.service().filter(service::sameAs).isPresent())
                .map(webhook -> webhook.configuration().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Finding> unreachable(
            CheckContext context, Webhook webhook, ObjectRef service, Inventory services, Backing backing) {
        if (services.lacks(service.namespace(), service.name())) {
            return Optional.of(about(
                            Finding.of(
                                    "WebhookServiceMissing",
                                    webhook.severity(),
                                    webhook.configuration().ref()),
                            webhook)
                    .sustained(context.duration("new_after", webhook.configuration()))
                    .summary("%s is called at %s, which does not exist: %s"
                            .formatted(webhook.configuration(), service, webhook.consequence()))
                    .cause(services.nearest(service.namespace(), service.name()))
                    .dependsOn(service, ObjectRef.of(ResourceType.NAMESPACES, "", service.namespace())));
        }
        return services.find(service.namespace(), service.name())
                .filter(WebhookHealth::selectsPods)
                .flatMap(found -> backing.gap(found)
                        // Switched off, it is missed only by those whom it would refuse.
                        .filter(gap -> !gap.isWished() || webhook.refuses())
                        .filter(gap -> gap.kind() != Gap.Kind.NOT_READY || gap.lasts(context, "after", found))
                        .map(gap -> unserved(webhook, found, gap).sustained(gap.toBeSeen(context, "after", found))));
    }

    /** One without selector has its endpoints from elsewhere, and an external one has none. */
    private static boolean selectsPods(KubeObject service) {
        return !service.at("spec.selector").members().isEmpty()
                && !service.at("spec.type").is("ExternalName");
    }

    private static Finding unserved(Webhook webhook, KubeObject service, Gap gap) {
        return about(
                        Finding.of(
                                "WebhookWithoutEndpoints",
                                webhook.severity(),
                                webhook.configuration().ref()),
                        webhook)
                .summary("Nobody answers %s behind %s: %s"
                        .formatted(webhook.configuration(), service, webhook.consequence()))
                .cause(gap.cause())
                .since(gap.since())
                .evidence(gap.label(), gap.evidence())
                .dependsOn(Stream.concat(Stream.of(service.ref()), gap.explainedBy().stream())
                        .toList());
    }

    /** Called at a URL it may well have a certificate that everybody trusts, and then it needs no bundle. */
    private static Optional<Finding> untrusted(CheckContext context, Webhook webhook) {
        CaBundle bundle = CaBundle.of(webhook.caBundle(), context.now());
        boolean needsNone =
                bundle.state() == CaBundle.State.EMPTY && webhook.service().isEmpty();
        if (bundle.state() == CaBundle.State.SOUND || needsNone) {
            return Optional.empty();
        }
        return Optional.of(about(
                        Finding.of(
                                "WebhookCaInvalid",
                                webhook.severity(),
                                webhook.configuration().ref()),
                        webhook)
                .causeClass(bundle.state().name().toLowerCase(Locale.ROOT))
                // While a chart is upgraded a bundle is put in anew; when one expires is known to the second.
                .sustained(
                        bundle.ended().isPresent()
                                ? Duration.ZERO
                                : context.duration("new_after", webhook.configuration()))
                .summary("The API server cannot trust %s: %s".formatted(webhook.configuration(), webhook.consequence()))
                .cause(bundle.words())
                .since(bundle.ended())
                .dependsOn(webhook.injectedFrom().toList()));
    }

    private static Finding about(Finding finding, Webhook webhook) {
        return finding.evidence("webhook", webhook.name())
                .evidence("judges", webhook.judges())
                .look(webhook.look());
    }
}
