package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Operators that OLM cannot install or keep. Copies of an operator in the namespaces it serves say the same and are passed over. */
final class OlmOperators implements Check {
    private static final Set<String> UNDER_WAY =
            Set.of("Pending", "InstallReady", "Installing", "Replacing", "Unknown");

    @Override
    public String name() {
        return "olm-operators";
    }

    @Override
    public String description() {
        return "Operators, subscriptions and install plans that OLM cannot carry out";
    }

    @Override
    public List<Permission> permissions() {
        return Olm.PERMISSIONS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("failed_after", Duration.ofMinutes(5), "how long a failure may take to be tried again"),
                new Setting("pending_after", Duration.ofMinutes(15), "how long an installation may take"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject version : Addon.list(context, Olm.VERSIONS)) {
            if (!version.labels().containsKey("olm.copiedFrom")
                    && !version.at("status.reason").is("Copied")) {
                operator(context, version).ifPresent(findings::add);
            }
        }
        List<KubeObject> plans = Addon.list(context, Olm.PLANS);
        for (KubeObject subscription : Addon.list(context, Olm.SUBSCRIPTIONS)) {
            subscription(context, subscription).ifPresent(findings::add);
            plan(context, subscription, plans).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> operator(CheckContext context, KubeObject version) {
        String phase = version.at("status.phase").text();
        boolean failed = phase.equals("Failed");
        boolean slow = UNDER_WAY.contains(phase) || phase.isEmpty();
        Optional<Instant> since = version.at("status.lastTransitionTime").time();
        if (!(failed || slow) || !Addon.reached(context, since, failed ? "failed_after" : "pending_after", version)) {
            return Optional.empty();
        }
        Finding finding = failed
                ? Finding.warning("OlmOperatorFailed", version).summary("OLM failed to install %s".formatted(version))
                : Finding.warning("OlmOperatorPending", version)
                        .summary("OLM does not get %s installed".formatted(version));
        List<ObjectRef> deployments = version.at("spec.install.spec.deployments").items().stream()
                .map(deployment -> ObjectRef.of(
                        ResourceType.DEPLOYMENTS,
                        version.namespace(),
                        deployment.get("name").text()))
                .toList();
        String message = OneLine.of(version.at("status.message").text());
        return Optional.of(finding.cause(
                        message.isEmpty() ? "its phase is %s".formatted(phase.isEmpty() ? "not set" : phase) : message)
                .causeClass(version.at("status.reason").text())
                .evidence("phase", phase)
                .evidence("reason", version.at("status.reason").text())
                .since(since.or(version::created))
                .dependsOn(deployments)
                .look(Addon.look(version)));
    }

    /** What OLM itself says is wrong; that a plan waits for approval is told of the plan. */
    private static Optional<Finding> subscription(CheckContext context, KubeObject subscription) {
        // Somebody tidied up a plan that was carried out.
        boolean arrived = subscription.at("status.state").is("AtLatestKnown");
        return Stream.of("ResolutionFailed", "BundleUnpackFailed", "CatalogSourcesUnhealthy", "InstallPlanMissing")
                .filter(type -> !(arrived && type.equals("InstallPlanMissing")))
                .flatMap(type -> subscription.condition(type).stream())
                .filter(condition ->
                        condition.isTrue() && Addon.reached(context, condition.since(), "failed_after", subscription))
                .findFirst()
                .map(condition -> Finding.warning("OlmSubscriptionFailing", subscription)
                        .causeClass(condition.type())
                        .summary("%s gets no operator".formatted(subscription))
                        .cause(condition.message().isEmpty() ? condition.type() : OneLine.of(condition.message()))
                        .evidence("condition", condition.type())
                        .since(condition.since())
                        .dependsOn(ObjectRef.of(
                                Olm.CATALOGS,
                                subscription.at("spec.sourceNamespace").text(),
                                subscription.at("spec.source").text()))
                        .look(Addon.look(subscription)));
    }

    /** Only the plan that the subscription stands at: those before it are history. */
    private static Optional<Finding> plan(CheckContext context, KubeObject subscription, List<KubeObject> plans) {
        String name = subscription.at("status.installPlanRef.name").text();
        return plans.stream()
                .filter(plan -> plan.namespace().equals(subscription.namespace())
                        && plan.name().equals(name))
                .findFirst()
                .flatMap(plan -> judge(context, subscription, plan));
    }

    private static Optional<Finding> judge(CheckContext context, KubeObject subscription, KubeObject plan) {
        String phase = plan.at("status.phase").text();
        Optional<Condition> installed = plan.condition("Installed");
        if (phase.equals("Failed") && Addon.reached(context, Optional.empty(), "failed_after", plan)) {
            String said = installed.map(Condition::message).orElse("");
            return Optional.of(Finding.warning("OlmInstallPlanFailed", plan)
                    .owner(subscription.ref())
                    .summary("The install plan of %s failed".formatted(subscription))
                    .cause(OneLine.of(said.isEmpty() ? plan.at("status.message").text() : said))
                    .since(installed.flatMap(Condition::since).or(plan::created))
                    .look(Addon.look(plan)));
        }
        boolean waits =
                phase.equals("RequiresApproval") && !plan.at("spec.approved").isTrue();
        return waits && Addon.reached(context, Optional.empty(), "pending_after", plan)
                ? Optional.of(Finding.info("OlmInstallPlanWaits", plan)
                        .owner(subscription.ref())
                        .summary("An install plan of %s waits for somebody to approve it".formatted(subscription))
                        .cause("it would install "
                                + String.join(
                                        ", ",
                                        plan.at("spec.clusterServiceVersionNames")
                                                .texts()))
                        .since(plan.created())
                        .look(Addon.look(plan)))
                : Optional.empty();
    }
}
