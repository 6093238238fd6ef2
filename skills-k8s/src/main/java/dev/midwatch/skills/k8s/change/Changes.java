package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The changes behind the findings of a check: each workload is read once in a cycle, and not an endless number of them for one check. */
public final class Changes {
    private static final int OWNERS_PER_RUN = 10;

    private final CheckContext context;
    private final Known known;
    private int read;

    /** What is known of workloads by now, to all checks of the cycle. */
    private record Known(Map<String, Optional<WhatChanged>> byOwner) {}

    public Changes(CheckContext context) {
        this.context = context;
        this.known = context.once(Known.class, "", () -> new Known(new ConcurrentHashMap<>()));
    }

    /** The finding with what changed of its owner as evidence. */
    public Finding addTo(Finding finding) {
        return behind(finding)
                .map(change -> finding.evidence(WhatChanged.LABEL, change.words(finding.since())))
                .orElse(finding);
    }

    /** The last change of the finding's owner. */
    public Optional<WhatChanged> behind(Finding finding) {
        String owner = finding.owner().key();
        if (read >= OWNERS_PER_RUN && !known.byOwner.containsKey(owner)) {
            return Optional.empty();
        }
        return known.byOwner.computeIfAbsent(owner, none -> {
            read++;
            return WhatChanged.of(context, finding.owner());
        });
    }
}
