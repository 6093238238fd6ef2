package dev.midwatch.skills.k8s.autoscaling;

import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** What keeps an autoscaler from doing its work, as its conditions say it. */
enum AutoscalerTrouble {
    TARGET_MISSING("HpaTargetMissing", Severity.WARNING, "AbleToScale", "has nothing to scale"),
    CANNOT_SCALE("HpaCannotScale", Severity.WARNING, "AbleToScale", "cannot scale"),
    WITHOUT_SELECTOR("HpaCannotScale", Severity.WARNING, "ScalingActive", "cannot scale"),
    AMBIGUOUS("HpaSelectorAmbiguous", Severity.WARNING, "ScalingActive", "shares its pods with another autoscaler"),
    NO_REQUESTS(
            "HpaTargetWithoutRequests",
            Severity.WARNING,
            "ScalingActive",
            "does nothing, since its pods request nothing that their use could be compared with"),
    NO_METRICS(
            "HpaMetricsMissing",
            Severity.WARNING,
            "ScalingActive",
            "gets no metrics and leaves the number of pods as it is"),
    AT_MAX("HpaAtMax", Severity.WARNING, "ScalingLimited", "is at its maximum and would go further");

    private static final Pattern GONE = Pattern.compile("not found|no matches for kind", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_API = Pattern.compile(
            "(could not find the requested resource|unable to handle the request|no matches for).*metrics\\.k8s\\.io"
                    + "|resource metrics API: the server (could not find|is currently unable)",
            Pattern.CASE_INSENSITIVE);

    private final String reason;
    private final Severity severity;
    private final String condition;
    private final String words;

    AutoscalerTrouble(String reason, Severity severity, String condition, String words) {
        this.reason = reason;
        this.severity = severity;
        this.condition = condition;
        this.words = words;
    }

    static Optional<AutoscalerTrouble> of(KubeObject autoscaler) {
        return cannotScale(autoscaler).or(() -> inactive(autoscaler)).or(() -> limited(autoscaler));
    }

    private static Optional<AutoscalerTrouble> cannotScale(KubeObject autoscaler) {
        return autoscaler
                .condition("AbleToScale")
                .filter(able -> able.isFalse() && !able.reason().startsWith("Backoff"))
                .map(able -> able.reason().equals("FailedGetScale")
                                && GONE.matcher(able.message()).find()
                        ? TARGET_MISSING
                        : CANNOT_SCALE);
    }

    /** That of a target that was scaled to nothing rests on purpose. */
    private static Optional<AutoscalerTrouble> inactive(KubeObject autoscaler) {
        return autoscaler
                .condition("ScalingActive")
                .filter(active -> active.isFalse() && !active.reason().equals("ScalingDisabled"))
                .map(AutoscalerTrouble::inactive);
    }

    private static AutoscalerTrouble inactive(Condition active) {
        if (active.reason().equals("AmbiguousSelector")) {
            return AMBIGUOUS;
        }
        if (active.reason().equals("InvalidSelector")) {
            return WITHOUT_SELECTOR;
        }
        return active.message().contains("missing request for") ? NO_REQUESTS : NO_METRICS;
    }

    /** One whose bounds are equal was fixed on purpose. */
    private static Optional<AutoscalerTrouble> limited(KubeObject autoscaler) {
        long most = autoscaler.at("spec.maxReplicas").number(0);
        boolean atMost = most > autoscaler.at("spec.minReplicas").number(1)
                && autoscaler.at("status.currentReplicas").number(0) >= most;
        return autoscaler
                .condition("ScalingLimited")
                .filter(limited -> limited.isTrue() && limited.reason().equals("TooManyReplicas") && atMost)
                .map(limited -> AT_MAX);
    }

    /** Whether a message says that metrics of pods are not served at all. */
    static boolean isWithoutMetricsApi(String message) {
        return NO_API.matcher(message).find();
    }

    String reason() {
        return reason;
    }

    Severity severity() {
        return severity;
    }

    /** The condition that says it. */
    Optional<Condition> saidBy(KubeObject autoscaler) {
        return autoscaler.condition(condition).or(() -> autoscaler.condition("ScalingActive"));
    }

    /** For a summary, after its name. */
    String words() {
        return words;
    }
}
