package dev.midwatch.core.action;

import java.util.Optional;

/**
 * What came of somebody's approval or denial.
 *
 * @param done   whether the action was handed to the cluster
 * @param answer one line for that person
 */
public record Decided(boolean done, String answer, Optional<Verdict> verdict) {
    static Decided no(String answer) {
        return new Decided(false, answer, Optional.empty());
    }

    static Decided unknown(String id) {
        return no("There is no proposal " + id + ".");
    }
}
