package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.skills.k8s.evidence.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a Service has no ready endpoint.
 *
 * @param cause       for a cause line
 * @param evidence    the pods' names, or the selector that selects none
 * @param since       since when none of its pods has been ready, where there are any
 * @param explainedBy objects whose own findings would explain it
 */
public record Gap(Kind kind, String cause, String evidence, Optional<Instant> since, List<ObjectRef> explainedBy) {
    /** What is there instead of ready endpoints. */
    public enum Kind {
        /** Pods that are not ready. */
        NOT_READY("not-ready", "pods"),
        /** Pods that are ready and that no EndpointSlice has. */
        UNLISTED("unlisted", "pods"),
        /** No pod that the selector selects. */
        NO_PODS("no-pods", "selector"),
        /** A workload that somebody scaled to zero. */
        ASLEEP("asleep", "selector");

        private final String causeClass;
        private final String label;

        Kind(String causeClass, String label) {
            this.causeClass = causeClass;
            this.label = label;
        }
    }

    public boolean isWished() {
        return kind == Kind.ASLEEP;
    }

    /**
     * Whether it has lasted as long as the setting asks: since its pods failed, else since the object that needs the Service exists. The
     * latter says little of an old object, so that such a gap has to be seen for a while, see {@link #toBeSeen}.
     */
    public boolean lasts(CheckContext context, String setting, KubeObject needy) {
        return Age.reached(context, kind == Kind.NOT_READY ? since : needy.created(), setting, needy);
    }

    /** For how long it has to be seen, as its pods do not tell since when it is there. */
    public Duration toBeSeen(CheckContext context, String setting, KubeObject needy) {
        return kind == Kind.NOT_READY ? Duration.ZERO : context.duration(setting, needy);
    }

    public String causeClass() {
        return kind.causeClass;
    }

    /** What {@link #evidence} is. */
    public String label() {
        return kind.label;
    }
}
