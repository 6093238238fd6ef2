package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the last change of a workload changed. It costs three reads, so ask for what is broken only.
 *
 * @param changes in short words, {@code image web:1.4 -> web:1.5}; never empty
 * @param at      when; empty for a template that was put back, which does not say
 */
public record WhatChanged(List<String> changes, Optional<Instant> at) {
    /** The label of the evidence. */
    public static final String LABEL = "changed";

    /** What {@link #of} reads; a check that lists one of these types itself names the fields there. */
    public static final List<Permission> PERMISSIONS = Revisions.PERMISSIONS;

    private static final int FEW = 3;

    public WhatChanged {
        changes = List.copyOf(changes);
    }

    /** Of a Deployment, StatefulSet or DaemonSet; empty for anything else, where nothing has changed yet, or where it cannot be seen. */
    public static Optional<WhatChanged> of(CheckContext context, ObjectRef owner) {
        try {
            List<Template> last = Revisions.lastTwo(context, owner);
            return last.size() < 2 ? Optional.empty() : between(last.get(1), last.get(0));
        } catch (ClusterException hidden) {
            // It is evidence, and no finding hangs on it.
            return Optional.empty();
        }
    }

    private static Optional<WhatChanged> between(Template before, Template after) {
        List<String> changes = TemplateChanges.of(before.pod(), after.pod());
        boolean putBack =
                after.made().flatMap(made -> before.made().map(made::isBefore)).orElse(true);
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new WhatChanged(changes, putBack ? Optional.empty() : after.made()));
    }

    /** {@code image web:1.4 -> web:1.5 at 09:12 UTC, 3 minutes before it broke}. */
    public String words(Optional<Instant> broke) {
        List<String> first = changes.subList(0, Math.min(FEW, changes.size()));
        String more = changes.size() > FEW ? " and " + (changes.size() - FEW) + " more" : "";
        return String.join(", ", first)
                + more
                + at.map(moment -> Moments.beside(moment, broke))
                        .map(" "::concat)
                        .orElse(", back to an earlier revision");
    }
}
