package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The changes behind the findings of one run of a check: each workload is read once, and not an endless number of them. */
public final class Changes {
    private static final int OWNERS_PER_RUN = 10;

    private final CheckContext context;
    private final Map<String, Optional<WhatChanged>> known = new HashMap<>();

    public Changes(CheckContext context) {
        this.context = context;
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
        if (!known.containsKey(owner) && known.size() >= OWNERS_PER_RUN) {
            return Optional.empty();
        }
        return known.computeIfAbsent(owner, unread -> WhatChanged.of(context, finding.owner()));
    }
}
