package dev.midwatch.skills.k8s.workload;

import java.util.regex.Pattern;

/** Who refused a pod that a controller wanted to create. */
enum CreateRefusal {
    QUOTA("quota", "a resource quota is used up", "exceeded quota"),
    UNSAID("quota", "a resource quota asks for requests or limits that they do not give", "failed quota"),
    LIMIT_RANGE("limit-range", "a limit range does not allow its resources", "(maximum|minimum) .* usage per"),
    POD_SECURITY(
            "pod-security",
            "the namespace's pod security level does not allow it",
            "violates PodSecurity|unable to validate against any"),
    WEBHOOK_DOWN(
            "webhook-down", "an admission webhook does not answer", "failed calling webhook|failed to call webhook"),
    WEBHOOK("webhook", "an admission webhook refuses it", "admission webhook"),
    SERVICE_ACCOUNT(
            "service-account",
            "its service account does not exist",
            "looking up service account|serviceaccount \"[^\"]+\" not found"),
    POLICY("policy", "an admission policy refuses it", "ValidatingAdmissionPolicy|denied the request"),
    TERMINATING("terminating", "its namespace is being deleted", "because it is being terminated"),
    OTHER("", "the API server refuses it", "(?!)");

    private final String causeClass;
    private final String words;
    private final Pattern says;

    CreateRefusal(String causeClass, String words, String says) {
        this.causeClass = causeClass;
        this.words = words;
        this.says = Pattern.compile(says, Pattern.CASE_INSENSITIVE);
    }

    static CreateRefusal of(String message) {
        for (CreateRefusal refusal : values()) {
            if (refusal.says.matcher(message).find()) {
                return refusal;
            }
        }
        return OTHER;
    }

    String causeClass() {
        return causeClass;
    }

    /** For a summary: {@code a resource quota is used up}. */
    String words() {
        return words;
    }
}
