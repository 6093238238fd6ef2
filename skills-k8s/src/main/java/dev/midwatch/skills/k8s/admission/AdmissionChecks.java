package dev.midwatch.skills.k8s.admission;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of what the API server calls. */
public final class AdmissionChecks {
    private AdmissionChecks() {}

    public static List<Check> all() {
        return List.of(new WebhookHealth(), new WebhookRefusals(), new ApiServices());
    }
}
