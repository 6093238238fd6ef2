package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.action.Action;

/** So many pods, in a sentence. */
record PodCount(int pods) {
    PodCount(long pods) {
        this(Math.toIntExact(pods));
    }

    /** The intent, touching them: {@code 3 pods of Deployment shop/web are replaced}. */
    Action.Intent touchedBy(Action.Intent intent, Object owner, String effect) {
        return intent.touching(
                pods, "%s of %s %s %s".formatted(pods == 1 ? "pod" : "pods", owner, pods == 1 ? "is" : "are", effect));
    }
}
